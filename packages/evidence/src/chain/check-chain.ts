import {
  type ChainedEntry,
  type ChainHead,
  type ChainLink,
  EMPTY_HEAD,
  entryDigest,
  linkHash,
} from './audit-chain';
import type { Digest } from './digest';

/** What is wrong with one place of a chain. `number` counts links from 1. */
export type ChainFault =
  /** Links from `number` on to `through` are not there. */
  | { kind: 'links-missing'; number: number; through: number }
  /** A link that comes after one of a higher or the same number. */
  | { kind: 'out-of-order'; number: number; after: number }
  | { kind: 'entry-missing'; number: number; seq: string }
  | { kind: 'entry-changed'; number: number; seq: string }
  /** The link was not made from what stands before it. */
  | { kind: 'link-changed'; number: number; seq: string };

/** How a chain compares with a head that was published earlier. */
export type HeadVerdict = 'holds' | 'cut-off' | 'rewritten' | 'not-checked';

export interface ChainVerdict {
  head: ChainHead;
  /** The first ones, in their order. */
  faults: ChainFault[];
  /** All of them, those not listed too. */
  faultCount: number;
  /** One for each head that was to be compared, in their order. */
  heads: HeadVerdict[];
}

/** So many faults are named; more are counted. */
const NAMED_FAULTS = 100;

/** A link with its entry; null: the entry isn't there. */
export interface LinkedEntry {
  link: ChainLink;
  entry: ChainedEntry | null;
}

/**
 * Checks a chain link by link, in the order in which they are given: what a link says of its entry, that it was made from
 * the one before, that none is missing; and that it still holds heads that were published earlier. After a fault it goes on
 * from what the link itself says, so that one break is one fault.
 */
export class ChainCheck {
  readonly #digest: Digest;
  /** Heads that were published at a count, with their places in the list. */
  readonly #published = new Map<number, { at: number; hash: string }[]>();
  readonly #faults: ChainFault[] = [];
  readonly #heads: HeadVerdict[];
  #faultCount = 0;
  #head: ChainHead;

  /** `from`: the head before the first link, for a part of a chain. */
  constructor(digest: Digest, published: readonly ChainHead[] = [], from: ChainHead = EMPTY_HEAD) {
    this.#digest = digest;
    for (const [at, { count, hash }] of published.entries()) {
      this.#published.set(count, [...(this.#published.get(count) ?? []), { at, hash }]);
    }
    this.#head = from;
    this.#heads = published.map(({ count }) => (count < from.count ? 'not-checked' : 'cut-off'));
    this.#compareHeads();
  }

  #fault(fault: ChainFault): void {
    this.#faultCount += 1;
    if (this.#faults.length < NAMED_FAULTS) this.#faults.push(fault);
  }

  #compareHeads(): void {
    const { count, hash } = this.#head;
    for (const published of this.#published.get(count) ?? []) {
      this.#heads[published.at] = published.hash === hash ? 'holds' : 'rewritten';
    }
  }

  #checkOrder({ number }: ChainLink): void {
    const { count } = this.#head;
    if (number <= count) this.#fault({ kind: 'out-of-order', number, after: count });
    else if (number > count + 1)
      this.#fault({ kind: 'links-missing', number: count + 1, through: number - 1 });
  }

  #checkEntry({ number, seq, entrySha256 }: ChainLink, entry: ChainedEntry | null): void {
    if (entry === null) this.#fault({ kind: 'entry-missing', number, seq });
    else if (entry.seq !== seq || entryDigest(entry, this.#digest) !== entrySha256) {
      this.#fault({ kind: 'entry-changed', number, seq });
    }
  }

  take({ link, entry }: LinkedEntry): void {
    const { number, seq, hash } = link;
    this.#checkOrder(link);
    this.#checkEntry(link, entry);
    const follows = number === this.#head.count + 1;
    if (follows && linkHash(this.#head.hash, link, this.#digest) !== hash) {
      this.#fault({ kind: 'link-changed', number, seq });
    }
    this.#head = { count: number, hash };
    this.#compareHeads();
  }

  verdict(): ChainVerdict {
    return {
      head: this.#head,
      faults: [...this.#faults],
      faultCount: this.#faultCount,
      heads: [...this.#heads],
    };
  }
}

/** Whether nothing is wrong with what was checked. */
export function isWhole({ faultCount, heads }: ChainVerdict): boolean {
  return faultCount === 0 && heads.every((head) => head === 'holds' || head === 'not-checked');
}
