import { ArchiveFault } from './archive-fault';

const LF = 10;
const CR = 13;
/** A record with everything that a machine's steps said is far below this. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/** What ends a record: a line feed, or a carriage return and a line feed. */
export type RecordEnd = 'lf' | 'crlf';

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Cuts bytes that come in pieces into records, each given without its end. Holds one record. */
export class RecordSplitter {
  readonly #end: RecordEnd;
  readonly #take: (record: Uint8Array) => void;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(end: RecordEnd, take: (record: Uint8Array) => void) {
    this.#end = end;
    this.#take = take;
  }

  #hold(bytes: Uint8Array): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > LONGEST_BYTES)
      throw new ArchiveFault('A row has more bytes than any row of a bundle.');
  }

  /** The byte that was held last, before the line feed. */
  #endsWithCr(): boolean {
    const last = this.#held.findLast((piece) => piece.length > 0);
    return last?.at(-1) === CR;
  }

  #give(cut: number): void {
    const record = joined(this.#held, this.#heldBytes);
    this.#held = [];
    this.#heldBytes = 0;
    this.#take(cut === 0 ? record : record.subarray(0, record.length - cut));
  }

  /** @throws ArchiveFault for a record that is longer than any. */
  update(bytes: Uint8Array): void {
    let from = 0;
    for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) {
      this.#hold(bytes.subarray(from, at));
      from = at + 1;
      if (this.#end === 'lf') this.#give(0);
      else if (this.#endsWithCr()) this.#give(1);
      else this.#hold(bytes.subarray(at, from));
    }
    if (from < bytes.length) this.#hold(bytes.slice(from));
  }

  /** What stands after the last end is a record too, if anything does. */
  finish(): void {
    if (this.#heldBytes > 0) this.#give(0);
  }
}
