import * as z from 'zod';

/** Lower-case UUID text. */
export const uuid = z.uuid();
/** Standard base64 with padding, of any length. */
export const base64 = z.base64();
/** 32 bytes as base64: every public key of the protocol. */
export const key32 = z.base64().length(44);
/** Milliseconds since the Unix epoch. */
export const instantMs = z.int().min(0).max(8_640_000_000_000_000);
export const seconds = z.int().min(0);
/** Short text for people; no control characters but line feed and tab. */
export const shortText = z.string().max(500);
