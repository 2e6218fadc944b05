import { MAX_RETRY_AFTER_SECONDS } from '../limits';
import type { ServerMessage } from '../server-messages';
import { isBase64, isCounted, isInstant, isKey, isShortText, isUuid } from './common-shapes';
import {
  has,
  hasFields,
  isBoolean,
  isInteger,
  isLike,
  isList,
  isNullOr,
  isOneOf,
  isText,
  type Shape,
} from './shapes';

/** As in ERROR_CODES; a test compares them. */
const ERROR_WORDS =
  /^(wrong-version|malformed|too-large|unknown-type|out-of-order|replayed|bad-seal|bad-signature|token-unknown|token-expired|token-used-up|token-revoked|machine-unknown|machine-retired|quarantined|superseded|session-unknown|too-many|tls-required|not-ready)$/;

const isRetryAfter = isInteger(0, MAX_RETRY_AFTER_SECONDS);
const signed = { payload: isBase64, signature: isBase64 };
const attempt = { jobId: isUuid, attempt: isCounted };

const SHAPES: Record<string, Shape<unknown>> = {
  challenge: hasFields({
    type: isOneOf(['challenge']),
    sessionId: isUuid,
    nonce: isKey,
    proof: isBase64,
    serverTime: isInstant,
  }),
  enrolled: hasFields({
    type: isOneOf(['enrolled']),
    machineId: isUuid,
    enrolmentId: isUuid,
    jobKey: isKey,
    status: isOneOf(['active', 'pending']),
  }),
  welcome: hasFields({
    type: isOneOf(['welcome']),
    machineId: isUuid,
    enrolmentId: isUuid,
    epoch: isCounted,
    status: isOneOf(['active', 'pending', 'quarantined']),
    serverTime: isInstant,
    heartbeatSeconds: isCounted,
    observeSeconds: isInteger(5),
    reachabilityPeer: isNullOr(isText(0, 64)),
    probeServer: isNullOr(isText(0, 253)),
  }),
  offer: hasFields({ type: isOneOf(['offer']), ...signed }),
  cancel: hasFields({ type: isOneOf(['cancel']), jobId: isUuid, reason: isShortText }),
  go: hasFields({ type: isOneOf(['go']), ...attempt, sealed: isBase64 }),
  hold: hasFields({
    type: isOneOf(['hold']),
    ...attempt,
    reason: isText(0, 80),
    text: isShortText,
    retryAfterSeconds: isRetryAfter,
  }),
  'observe-now': hasFields({ type: isOneOf(['observe-now']) }),
  update: hasFields({ type: isOneOf(['update']), ...signed, install: isBoolean }),
  'notice-answer': hasFields({
    type: isOneOf(['notice-answer']),
    id: isUuid,
    ...attempt,
    session: isText(1, 100),
    code: isLike(/^[0-9A-HJKMNP-TV-Z]{20}$/),
    answer: isOneOf(['acknowledged', 'deferred', 'refused']),
    until: isNullOr(isInstant),
    language: isText(0, 35),
    textSha256: isLike(/^[0-9a-f]{64}$/),
    at: isInstant,
  }),
  nudge: hasFields({ type: isOneOf(['nudge']), ...attempt, at: isInstant }),
  'notice-override': hasFields({ type: isOneOf(['notice-override']), ...signed }),
  programs: hasFields({
    type: isOneOf(['programs']),
    programs: isList(hasFields({ id: isUuid, path: isText(1, 240) }), 50),
  }),
  ack: hasFields({ type: isOneOf(['ack']), ns: isList(isCounted, 1000) }),
  error: hasFields({
    type: isOneOf(['error']),
    code: isLike(ERROR_WORDS),
    text: isShortText,
    final: isBoolean,
    retryAfterSeconds: isNullOr(isRetryAfter),
  }),
};

/** One message of a server from its JSON value; null when it is none, or of a kind that is not known. Never throws. */
export function readServerMessageEs3(value: unknown): ServerMessage | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type } = value as { type?: unknown };
  if (typeof type !== 'string' || !has(SHAPES, type)) return null;
  const read = (SHAPES[type] as Shape<unknown>)(value);
  return read === null ? null : (read.is as ServerMessage);
}
