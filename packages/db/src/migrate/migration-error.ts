/** A migration that could not be applied, or tables that don't fit the migrations. */
export class MigrationError extends Error {
  readonly code: 'edited' | 'missing' | 'failed' | 'locked';

  constructor(code: MigrationError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
    this.code = code;
  }
}
