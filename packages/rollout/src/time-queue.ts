/** Entries by their time, the earliest first; a binary heap. */
export class TimeQueue<Entry> {
  readonly #heap: { at: number; entry: Entry }[] = [];

  /** Time of the earliest entry; null without any. */
  get nextAt(): number | null {
    return this.#heap[0]?.at ?? null;
  }

  add(at: number, entry: Entry): void {
    const heap = this.#heap;
    let index = heap.push({ at, entry }) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]!.at <= heap[index]!.at) return;
      [heap[parent], heap[index]] = [heap[index]!, heap[parent]!];
      index = parent;
    }
  }

  /** Takes the earliest entry out if its time has come. */
  takeDue(nowMs: number): Entry | null {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.at > nowMs) return null;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first.entry;
  }

  #sink(): void {
    const heap = this.#heap;
    for (let index = 0; ; ) {
      const left = 2 * index + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const child = right < heap.length && heap[right]!.at < heap[left]!.at ? right : left;
      if (heap[index]!.at <= heap[child]!.at) return;
      [heap[index], heap[child]] = [heap[child]!, heap[index]!];
      index = child;
    }
  }
}
