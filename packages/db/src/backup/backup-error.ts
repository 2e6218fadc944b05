/** A backup that can't be made, read or put back; the message says what to do. */
export class BackupError extends Error {
  readonly code = 'backup';
  override readonly name = 'BackupError';
}
