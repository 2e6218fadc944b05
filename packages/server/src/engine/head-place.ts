/** A place outside the database where signed heads are told. */
export interface HeadPlace {
  kind: 'file' | 'syslog' | 'webhook';
  /** Where, in words that hold no secret. */
  target: string;
  /** Tells one line (JSON without its line feed). Rejects with what a person can read. */
  tell(line: string): Promise<void>;
}
