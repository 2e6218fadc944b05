import type { ErrorCode, ParseFailure } from '@teredo-fleet/protocol';

const KNOWN_TYPES = new Set([
  'hello',
  'enrol',
  'prove',
  'heartbeat',
  'observation',
  'status',
  'receipt',
  'ask',
  'offer-refused',
  'update-status',
  'application-request',
  'notice-link',
  'notice-answer-outcome',
  'program-report',
  'bye',
]);

/** A message that is known, but not the one expected now, is out of order rather than unknown. */
export function wrongTurn(code: ParseFailure['code'], value: unknown): ErrorCode {
  if (code !== 'unknown-type') return code;
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : null;
  return typeof type === 'string' && KNOWN_TYPES.has(type) ? 'out-of-order' : code;
}
