import { type ChainHead, linkHash } from '../chain/audit-chain';
import type { Digest } from '../chain/digest';
import { hasMembers, isCount, isDigest, type JsonObject, readCanonicalObject, readUtf8 } from './json-shape';

export type SegmentFaultKind =
  | 'link-missing'
  | 'out-of-order'
  | 'link-changed'
  | 'entry-changed'
  | 'entry-missing';

/** What is wrong with one link of the part of a chain that a bundle holds. */
export interface SegmentFault {
  kind: SegmentFaultKind;
  number: number;
}

/** What was read of `chain.jsonl`. */
export interface SegmentReading {
  /** The head before the first link. */
  before: ChainHead;
  /** That of the newest link. */
  head: ChainHead;
  links: number;
  entries: number;
  faults: SegmentFault[];
  /** All of them, those not listed too. */
  faultCount: number;
  /** The line of the signed head; null: there is none. */
  headLine: string | null;
  /** The hash that the chain has at the count that was asked for; null: it is not among its links. */
  hashAsked: string | null;
}

const NAMED_FAULTS = 100;
const LINK = ['entrySha256', 'hash', 'number'];

interface Link {
  number: number;
  hash: string;
  entrySha256: string;
  /** undefined: not told; null: it was not there any more. */
  entry: unknown;
}

function readLink(line: JsonObject): Link | null {
  if (!hasMembers(line, LINK) && !hasMembers(line, [...LINK, 'entry'])) return null;
  const { number, hash, entrySha256, entry } = line;
  if (!isCount(number) || number < 1 || !isDigest(hash) || !isDigest(entrySha256)) return null;
  return { number, hash, entrySha256, entry };
}

function readStart(line: JsonObject): ChainHead | null {
  if (!hasMembers(line, ['before', 'from']) || !isDigest(line.before)) return null;
  return isCount(line.from) && line.from >= 1 ? { count: line.from - 1, hash: line.before } : null;
}

/**
 * Reads the part of a chain that a bundle holds, line by line, and checks that each link was made from the one before it and
 * that each entry has its digest. After a fault it goes on from what the link itself says, so that one break is one fault.
 */
export class Segment {
  readonly #digest: Digest;
  readonly #askedCount: number | null;
  readonly #faults: SegmentFault[] = [];
  #before: ChainHead | null = null;
  #head: ChainHead = { count: 0, hash: '' };
  #links = 0;
  #entries = 0;
  #faultCount = 0;
  #headLine: string | null = null;
  #hashAsked: string | null = null;
  #isReadable = true;

  /** `askedCount`: of a head that is to be compared; null: none is. */
  constructor(digest: Digest, askedCount: number | null) {
    this.#digest = digest;
    this.#askedCount = askedCount;
  }

  #fault(kind: SegmentFaultKind, number: number): void {
    this.#faultCount += 1;
    if (this.#faults.length < NAMED_FAULTS) this.#faults.push({ kind, number });
  }

  #reach(head: ChainHead): void {
    this.#head = head;
    if (head.count === this.#askedCount) this.#hashAsked = head.hash;
  }

  #checkEntry({ number, entrySha256, entry }: Link): void {
    if (entry === undefined) return;
    if (entry === null) return this.#fault('entry-missing', number);
    this.#entries += 1;
    if (this.#digest.sha256(this.#digest.canonical(entry)) !== entrySha256) {
      this.#fault('entry-changed', number);
    }
  }

  #takeLink(link: Link): void {
    const { number, hash } = link;
    const { count, hash: previous } = this.#head;
    this.#links += 1;
    if (number <= count) this.#fault('out-of-order', number);
    else if (number > count + 1) this.#fault('link-missing', count + 1);
    else if (linkHash(previous, link, this.#digest) !== hash) this.#fault('link-changed', number);
    this.#checkEntry(link);
    this.#reach({ count: number, hash });
  }

  /** Whether a line is one that may stand here. */
  #takeLine(line: JsonObject, text: string): boolean {
    if (this.#headLine !== null) return false;
    if (this.#before === null) {
      this.#before = readStart(line);
      if (this.#before !== null) this.#reach(this.#before);
      return this.#before !== null;
    }
    const link = readLink(line);
    if (link !== null) this.#takeLink(link);
    else this.#headLine = text;
    return true;
  }

  /** One line, without its line feed. */
  take(bytes: Uint8Array): void {
    if (!this.#isReadable) return;
    const text = readUtf8(bytes);
    const line = text === null ? null : readCanonicalObject(text, this.#digest.canonical);
    this.#isReadable = line !== null && text !== null && this.#takeLine(line, text);
  }

  /** null: these lines are no part of a chain. */
  finish(): SegmentReading | null {
    if (!this.#isReadable || this.#before === null) return null;
    return {
      before: this.#before,
      head: this.#head,
      links: this.#links,
      entries: this.#entries,
      faults: this.#faults,
      faultCount: this.#faultCount,
      headLine: this.#headLine,
      hashAsked: this.#hashAsked,
    };
  }
}
