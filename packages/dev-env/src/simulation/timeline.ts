type Act = () => void | Promise<void>;

interface Entry {
  at: number;
  order: number;
  act: Act;
}

/** Simulated time: what is to happen, by its moment; of equal ones the first that was planned. */
export class Timeline {
  #entries: Entry[] = [];
  #planned = 0;

  /** Milliseconds since 1970. */
  constructor(public nowMs: number) {}

  at(at: number, act: Act): void {
    this.#planned += 1;
    this.#entries.push({ at: Math.max(at, this.nowMs), order: this.#planned, act });
  }

  after(ms: number, act: Act): void {
    this.at(this.nowMs + ms, act);
  }

  /** Goes to the next moment and gives what happens then; null: nothing is planned up to `untilMs`. */
  next(untilMs: number): Act | null {
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      const isFirst =
        first === undefined || entry.at < first.at || (entry.at === first.at && entry.order < first.order);
      if (isFirst) first = entry;
    }
    if (first === undefined || first.at > untilMs) return null;
    this.#entries = this.#entries.filter((entry) => entry !== first);
    this.nowMs = first.at;
    return first.act;
  }
}
