/** What evidence needs from outside: this package imports nothing. */
export interface Digest {
  /** SHA-256 of the UTF-8 of a text, 64 lower-case hex digits. */
  sha256(text: string): string;
  /** RFC 8785 text of a JSON value. Throws for what JSON can't say. */
  canonical(value: unknown): string;
}
