import * as z from 'zod';
import { instant, text } from './shared-inputs';

/** A date and a time of day as a clock on the wall shows them. */
const wallTime = z.iso
  .datetime({ local: true, offset: false, error: 'must be a time such as 2026-03-31T12:00' })
  .refine((written) => {
    const at = Date.parse(`${written}Z`);
    return at >= 0 && at < Date.UTC(9999, 0);
  }, 'must be between the years 1970 and 9998');

/** A moment: an instant, or what a clock on the wall of a time zone showed. */
export const moment = {
  /** With an offset; or without one, and then `timeZone` says whose clock showed it. */
  at: z.union([instant, wallTime], { error: 'must be a time such as 2026-03-31T12:00' }),
  /** IANA name such as Europe/Oslo. */
  timeZone: text(1, 64).optional(),
  /** Where clocks were put back and showed the time twice: the second of them. */
  later: z.boolean().optional(),
};
