import type { SignatureCheck } from '../chain/published-head';

/** A file that is read where it is asked for: a bundle may be larger than memory. */
export interface ByteSource {
  /** Bytes in all. */
  size: number;
  /** Exactly these bytes; the caller stays within `size`. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** SHA-256 of bytes that come in pieces. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** 32 bytes; nothing is added after it. */
  digest(): Uint8Array;
}

/** What checking a bundle needs from outside: this package imports nothing. */
export interface VerifyTools extends SignatureCheck {
  hasher(): Hasher;
  /** Unpacks raw DEFLATE (RFC 1951); throws for what is damaged, cut short, or goes on after its end. */
  inflate(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** RFC 8785 text of a JSON value. Throws for what JSON can't say. */
  canonical(value: unknown): string;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}
