import type { ByteReader, Bytes } from './byte-source';
import type { PeHeaders, Section } from './read-headers';

/**
 * That a program sets the protection level: `offset`, in the file, of code that passes IPPROTO_IPV6 (41) and
 * IPV6_PROTECTION_LEVEL (23) side by side, as setsockopt takes them; or the `member` of .NET that does it.
 */
export type ProtectionLevelCall = { offset: number } | { member: string };

/** How code of a machine passes the two numbers, and how far from each other it does so at most, in bytes. */
interface Passing {
  option: number[];
  level: number[][];
  before: number;
  after: number;
}

const PASSING: { [machine: string]: Passing } = {
  // push 23, then push 41
  x86: { option: [0x6a, 0x17], level: [[0x6a, 0x29]], before: 0, after: 24 },
  // mov r8d, 23; mov edx, 41, or lea edx, [r8+18]
  x64: {
    option: [0x41, 0xb8, 0x17, 0, 0, 0],
    level: [
      [0xba, 0x29, 0, 0, 0],
      [0x41, 0x8d, 0x50, 0x12],
    ],
    before: 48,
    after: 48,
  },
  // mov w2, #23; mov w1, #41
  arm64: { option: [0xe2, 0x02, 0x80, 0x52], level: [[0x21, 0x05, 0x80, 0x52]], before: 48, after: 48 },
};
/** ldc.i4.s 41; ldc.i4.s 23: SocketOptionLevel.IPv6 and SocketOptionName.IPProtectionLevel, as .NET passes them. */
const MANAGED: Passing = { option: [0x1f, 0x29, 0x1f, 0x17], level: [[0x1f, 0x17]], before: 0, after: 0 };
/** Of two pieces that are looked through one after the other. */
const OVERLAP = 128;

/** Code beyond that is not looked through. */
export const MOST_CODE = 256 * 1024 * 1024;
const PIECE = 1024 * 1024;

function fits(bytes: Bytes, at: number, pattern: readonly number[]): boolean {
  if (at < 0 || at + pattern.length > bytes.length) return false;
  for (let index = 0; index < pattern.length; index += 1)
    if (bytes[at + index] !== pattern[index]) return false;
  return true;
}

function hasLevelBetween(bytes: Bytes, from: number, to: number, { level }: Passing): boolean {
  for (let place = from; place < to; place += 1)
    for (let index = 0; index < level.length; index += 1)
      if (fits(bytes, place, level[index] as number[])) return true;
  return false;
}

function findIn(bytes: Bytes, passing: Passing): number {
  const { option, before, after } = passing;
  const first = option[0];
  // No level is passed before that: what lies near two options is looked through once.
  let seen = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== first || !fits(bytes, at, option)) continue;
    const end = at + option.length + after;
    if (hasLevelBetween(bytes, Math.max(at - before, seen), end, passing)) return at;
    seen = end;
  }
  return -1;
}

/** Where code lies in the file, from there and to there; by its place, so that what overlaps is met one after the other. */
function codeOf({ sections }: PeHeaders, size: number): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let index = 0; index < sections.length; index += 1) {
    const section = sections[index] as Section;
    if (section.isCode)
      ranges.push({ from: section.offset, to: Math.min(size, section.offset + section.size) });
  }
  return ranges.sort((one, other) => one.from - other.from);
}

/**
 * The first place in a program's code that looks like setting the protection level; null: none was found, which proves
 * nothing: compilers pass numbers in more ways than are known here.
 */
export function findProtectionLevelCall(
  reader: ByteReader,
  headers: PeHeaders,
  mostCode: number = MOST_CODE,
): ProtectionLevelCall | null {
  const passing = headers.clr === null ? PASSING[headers.machine] : MANAGED;
  if (passing === undefined) return null;
  const ranges = codeOf(headers, reader.size);
  let left = mostCode;
  let seen = 0;
  for (let index = 0; index < ranges.length; index += 1) {
    const { from, to } = ranges[index] as { from: number; to: number };
    for (let offset = Math.max(from, seen); offset < to && left > 0; offset += PIECE) {
      const length = Math.min(PIECE + OVERLAP, to - offset, left);
      left -= length;
      const found = findIn(reader.piece(offset, length), passing);
      if (found >= 0) return { offset: offset + found };
    }
    seen = Math.max(seen, to);
  }
  return null;
}
