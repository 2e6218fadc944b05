/**
 * Tells what comes back from what comes from elsewhere, for an input whose owner learns its value later than the person
 * who types: what was told comes back in its order, and anything else is somebody else's change.
 */
export class ToldValues {
  #told: string[];

  constructor(first: string) {
    this.#told = [first];
  }

  tell(value: string): void {
    this.#told.push(value);
  }

  /** Whether the owner's present value is one that was told to it. Where it is not, all that was told is void. */
  comesBack(value: string): boolean {
    const index = this.#told.indexOf(value);
    this.#told = index === -1 ? [value] : this.#told.slice(index);
    return index !== -1;
  }
}
