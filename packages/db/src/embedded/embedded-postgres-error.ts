/** The database that comes with Teredo Fleet could not be made, started or stopped. */
export class EmbeddedPostgresError extends Error {
  readonly code:
    | 'unsupported-platform'
    | 'no-account'
    | 'unreachable'
    | 'in-use'
    | 'init-failed'
    | 'start-failed';

  constructor(code: EmbeddedPostgresError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}
