/** The agent's own folder can't be used. The message says what to do. */
export class StateError extends Error {
  override readonly name = 'StateError';

  constructor(
    readonly code: 'unsafe-folder' | 'not-writable' | 'not-enrolled' | 'damaged' | 'in-use',
    message: string,
  ) {
    super(message);
  }
}
