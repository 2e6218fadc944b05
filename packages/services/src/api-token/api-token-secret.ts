import { sha256 } from '../core/sha256';

const MARK = 'tfa_';
/** Of 256 random bits; what is shown of a token afterwards leaves 220 of them. */
const SECRET_BYTES = 32;
const SHOWN_CHARACTERS = MARK.length + 6;
const SHAPE = /^tfa_[A-Za-z0-9_-]{43}$/;

/** A new token as its holder is given it. `tfa_` lets scanners of repositories find one that was left lying about. */
export function newApiTokenSecret(bytes: (count: number) => Uint8Array): string {
  return MARK + Buffer.from(bytes(SECRET_BYTES)).toString('base64url');
}

export const isApiTokenSecret = (text: string): boolean => SHAPE.test(text);

export const apiTokenPrefix = (secret: string): string => secret.slice(0, SHOWN_CHARACTERS);

export const apiTokenHash = (secret: string): Uint8Array<ArrayBuffer> => new Uint8Array(sha256(secret));
