import { concatBytes, copyBytes } from './bytes';
import { MAX_COUNTER, SEAL_PURPOSE } from './nonces';
import type { SealingPrimitives } from './primitives';
import { decodeUtf8, encodeUtf8 } from './utf8';

const NONCE_BYTES = 24;
const MAX_TICKET_BYTES = 1024;

/** What a `go` grants: this attempt, for this ask, in this session. The zod schema of it is goTicketSchema. */
export interface GoTicketContent {
  jobId: string;
  attempt: number;
  askId: string;
  machineId: string;
  epoch: number;
}

/**
 * 24 nonce bytes (the first is the purpose 4, the other 23 are `random23`, fresh from the operating system) and
 * secretbox of the UTF-8 JSON. Throws RangeError when `random23` is not 23 bytes.
 */
export function sealGoTicket(
  primitives: SealingPrimitives,
  sealing: { key: Uint8Array; random23: Uint8Array },
  ticket: GoTicketContent,
): Uint8Array {
  if (sealing.random23.length !== NONCE_BYTES - 1) throw new RangeError('A go ticket needs 23 random bytes.');
  const purpose = new Uint8Array(1);
  purpose[0] = SEAL_PURPOSE.goTicket;
  const nonce = concatBytes([purpose, sealing.random23]);
  return concatBytes([nonce, primitives.secretbox(encodeUtf8(JSON.stringify(ticket)), nonce, sealing.key)]);
}

/** The ticket, or null: not made by the server of this session, altered, or not a ticket. */
export function openGoTicket(
  primitives: SealingPrimitives,
  key: Uint8Array,
  sealed: Uint8Array,
): GoTicketContent | null {
  if (sealed.length <= NONCE_BYTES || sealed.length > MAX_TICKET_BYTES) return null;
  if (sealed[0] !== SEAL_PURPOSE.goTicket) return null;
  const box = copyBytes(sealed, NONCE_BYTES, sealed.length);
  const opened = primitives.secretboxOpen(box, copyBytes(sealed, 0, NONCE_BYTES), key);
  const text = opened === null ? null : decodeUtf8(opened);
  return text === null ? null : readTicket(text);
}

function readTicket(text: string): GoTicketContent | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (_error) {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const found = value as Partial<GoTicketContent>;
  if (typeof found.jobId !== 'string' || typeof found.askId !== 'string') return null;
  if (typeof found.machineId !== 'string') return null;
  if (!isCount(found.attempt) || !isCount(found.epoch)) return null;
  return {
    jobId: found.jobId,
    attempt: found.attempt,
    askId: found.askId,
    machineId: found.machineId,
    epoch: found.epoch,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 1 && value <= MAX_COUNTER && Math.floor(value) === value;
}
