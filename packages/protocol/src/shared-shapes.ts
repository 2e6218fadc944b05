import * as z from 'zod';

/** Lower-case UUID text of any version. */
export const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const uuid = z.string().regex(UUID_TEXT, 'a UUID in lower case');
/** Standard base64 with padding, of any length. */
export const base64 = z.base64();
/** 32 bytes as base64: every public key of the protocol. */
export const key32 = z.base64().length(44);
/** Milliseconds since the Unix epoch. */
export const MAX_INSTANT_MS = 8_640_000_000_000_000;
export const instantMs = z.int().min(0).max(MAX_INSTANT_MS);
export const seconds = z.int().min(0);
/** Short text for people, in UTF-16 units. */
export const SHORT_TEXT_LENGTH = 500;
export const shortText = z.string().max(SHORT_TEXT_LENGTH);
