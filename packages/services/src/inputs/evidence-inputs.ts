import * as z from 'zod';
import { cursor, id, limit } from './shared-inputs';

export const evidenceRequest = z.strictObject({ rolloutId: id });
/** `rolloutId` absent: of all rollouts. */
export const evidenceList = z.strictObject({ rolloutId: id.optional(), cursor, limit });
export const evidenceGet = z.strictObject({ id });
