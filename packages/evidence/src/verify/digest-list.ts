const DIGEST_BYTES = 32;

/** SHA-256 digests in their order, packed: a million of them take 32 MB. */
export class DigestList {
  #bytes = new Uint8Array(DIGEST_BYTES * 64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(digest: Uint8Array): void {
    const at = this.#count * DIGEST_BYTES;
    if (at === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(digest, at);
    this.#count += 1;
  }

  /** The digest at a place, counted from 0. */
  at(index: number): Uint8Array {
    return this.#bytes.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  }

  /** Whether two places hold the same digest. */
  isSameAt(index: number, other: DigestList, otherIndex: number): boolean {
    const [own, its] = [this.at(index), other.at(otherIndex)];
    for (let byte = 0; byte < DIGEST_BYTES; byte += 1) if (own[byte] !== its[byte]) return false;
    return true;
  }
}
