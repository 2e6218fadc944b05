type Act = () => void | Promise<void>;

interface Entry {
  at: number;
  act: Act;
}

/** Simulated time: what is to happen, by its moment; of equal ones the first that was planned. */
export class Timeline {
  /** The next one last. */
  readonly #entries: Entry[] = [];

  /** Milliseconds since 1970. */
  constructor(public nowMs: number) {}

  at(at: number, act: Act): void {
    const entry = { at: Math.max(at, this.nowMs), act };
    this.#entries.splice(this.#placeOf(entry.at), 0, entry);
  }

  /** Before all that is planned for the same moment or an earlier one: it comes after them. */
  #placeOf(at: number): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle]!.at > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  after(ms: number, act: Act): void {
    this.at(this.nowMs + ms, act);
  }

  /** Goes to the next moment and gives what happens then; null: nothing is planned up to `untilMs`. */
  next(untilMs: number): Act | null {
    const first = this.#entries.at(-1);
    if (first === undefined || first.at > untilMs) return null;
    this.#entries.pop();
    this.nowMs = first.at;
    return first.act;
  }
}
