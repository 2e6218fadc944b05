/** The database or its roles could not be made as wanted. The message says what to do. */
export class DatabaseSetupError extends Error {
  readonly code: 'unreachable' | 'refused' | 'too-old' | 'missing-rights' | 'unsafe-role' | 'foreign-roles';

  constructor(code: DatabaseSetupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseSetupError';
    this.code = code;
  }
}
