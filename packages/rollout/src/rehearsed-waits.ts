import type { Hold } from './decisions';
import type { RehearsedWait } from './rehearsal';

type Wait = Omit<RehearsedWait, 'until' | 'lasting'>;

const keyOf = ({ wave, check }: Pick<Wait, 'wave' | 'check'>): string => `${wave} ${check.name}`;

/** What checks of gates kept shut, and for how long (SPEC H5). */
export class RehearsedWaits {
  readonly over: RehearsedWait[] = [];
  #open = new Map<string, Wait>();

  #close(waits: Iterable<Wait>, until: number, lasting: boolean): void {
    for (const wait of waits) this.over.push({ ...wait, until, lasting });
  }

  /** What holds now, after everything was decided that could be. */
  note(holds: readonly Hold[], nowMs: number): void {
    const before = this.#open;
    this.#open = new Map();
    for (const hold of holds) {
      if (!('check' in hold)) continue;
      const { wave, check } = hold;
      const key = keyOf(hold);
      this.#open.set(key, { wave, check, from: before.get(key)?.from ?? nowMs });
      before.delete(key);
    }
    this.#close(before.values(), nowMs, false);
  }

  /** The plan ends, or nothing more would ever happen. */
  end(nowMs: number): void {
    this.#close(this.#open.values(), nowMs, true);
    this.#open = new Map();
  }
}
