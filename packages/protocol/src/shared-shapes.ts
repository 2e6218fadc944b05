import * as z from 'zod';
import { withInvisibleLost, withInvisibleShown } from './invisible-signs';

/** A class of a regular expression (flag u): signs that turn the direction of a text, and unseen ends of lines. */
export const TURNING_SIGNS = String.raw`[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]`;

/** Lower-case UUID text of any version. */
export const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const uuid = z.string().regex(UUID_TEXT, 'a UUID in lower case');
/** Standard base64 with padding, of any length. */
export const base64 = z.base64();
/** 32 bytes as base64, with no unused bit set: every public key of the protocol. */
export const key32 = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'base64 of 32 bytes');
/** The end of the year 9999, milliseconds since the Unix epoch: what every calendar and database can show. */
export const MAX_INSTANT_MS = 253_402_300_799_999;
export const instantMs = z.int().min(0).max(MAX_INSTANT_MS);
/** Counts attempts, versions and rounds. */
export const MAX_COUNT = 2_147_483_647;
export const count = z.int().min(1).max(MAX_COUNT);
export const seconds = z.int().min(0);
/** Short text for people, in UTF-16 units. */
export const SHORT_TEXT_LENGTH = 500;
/** Control characters, and those that turn the direction of a text or break its line: no name has any. */
const UNPRINTABLE = new RegExp(`\\p{Cc}|${TURNING_SIGNS}`, 'gu');

/**
 * A name as machines and people have them: one line that shows what it says. Controls and signs that turn become U+FFFD,
 * what is not seen is written out (`\u{200B}`), or is U+FFFD too where that would make it longer than `max`.
 */
export const nameText = (min: number, max: number) =>
  z
    .string()
    .min(min)
    .max(max)
    .overwrite((text) => {
      const printable = text.replace(UNPRINTABLE, '\ufffd');
      const shown = withInvisibleShown(printable);
      return shown.length <= max ? shown : withInvisibleLost(printable);
    });
export const shortText = z.string().max(SHORT_TEXT_LENGTH);
