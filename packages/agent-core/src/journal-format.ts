import type { JobRecord } from './job-records';

const CHECKSUM_LENGTH = 8;

/** What a slot holds: the good records from its beginning, and whether anything stood after them. */
export interface ReadSlot {
  records: JobRecord[];
  /** False: the end is torn or altered. Such a slot is not appended to any more. */
  whole: boolean;
}

/** Both slots of one job's journal. */
export interface ReadJournal {
  records: JobRecord[];
  /** The slot the records came from. */
  slot: 'a' | 'b';
  /** Write the records to the other slot, flush, and only then remove this one. */
  mustMove: boolean;
}

/**
 * One line: the CRC-32 (IEEE 802.3) of the JSON as eight lower-case hex digits, a space, the JSON, a line feed. The
 * JSON is ASCII (everything else is escaped), so that no code page can change it.
 */
export function encodeRecordLine(record: JobRecord): string {
  return encodeCheckedLine(record);
}

/** The same line for any other value that is kept. */
export function encodeCheckedLine(value: unknown): string {
  const text = JSON.stringify(value).replace(/[^ -~]/g, escapeUnit);
  return `${checksum(text)} ${text}\n`;
}

/** The records up to the first line that does not fit. Never throws, whatever the text. */
export function decodeRecordLines(text: string): ReadSlot {
  const lines = text.split('\n');
  const records: JobRecord[] = [];
  for (let index = 0; index < lines.length - 1; index += 1) {
    const read = decodeCheckedLine(lines[index] as string);
    if (read === null) return { records: records, whole: false };
    records.push(read.value as JobRecord);
  }
  return { records: records, whole: lines[lines.length - 1] === '' };
}

/** The slot with more good records counts; the text of a slot that isn't there is empty. */
export function readJournal(slotA: string, slotB: string): ReadJournal {
  const a = decodeRecordLines(slotA);
  const b = decodeRecordLines(slotB);
  if (b.records.length > a.records.length) return { records: b.records, slot: 'b', mustMove: !b.whole };
  return { records: a.records, slot: 'a', mustMove: !a.whole };
}

/** The value of a line without its line feed; null when it does not fit. Never throws. */
export function decodeCheckedLine(line: string): { value: unknown } | null {
  const text = line.slice(CHECKSUM_LENGTH + 1);
  if (line.charAt(CHECKSUM_LENGTH) !== ' ' || line.slice(0, CHECKSUM_LENGTH) !== checksum(text)) return null;
  try {
    return { value: JSON.parse(text) };
  } catch (_error) {
    return null;
  }
}

function escapeUnit(unit: string): string {
  return `\\u${hex(unit.charCodeAt(0), 4)}`;
}

function hex(value: number, digits: number): string {
  let text = value.toString(16);
  while (text.length < digits) text = `0${text}`;
  return text;
}

/** CRC-32 of the low bytes of a text, as hex. Bit by bit: records are short and few. */
function checksum(text: string): string {
  let crc = -1;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return hex(~crc >>> 0, CHECKSUM_LENGTH);
}
