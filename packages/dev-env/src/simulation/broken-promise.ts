/** Something that the product promises did not hold in a simulated history. */
export class BrokenPromiseError extends Error {
  readonly code = 'broken-promise';
  override readonly name = 'BrokenPromiseError';
}

/** Throws BrokenPromiseError with the text unless the promise is kept. */
export function promise(kept: boolean, text: () => string): void {
  if (!kept) throw new BrokenPromiseError(text());
}
