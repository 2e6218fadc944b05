import * as z from 'zod';
import { MAX_RETRY_AFTER_SECONDS } from './limits';
import { sha256Text } from './release/signed-release';
import { base64, instantMs, key32, seconds, shortText, uuid } from './shared-shapes';

const retryAfterSeconds = seconds.max(MAX_RETRY_AFTER_SECONDS);

/**
 * Answer to `hello`. `proof` is secretbox(nonce bytes) under the session key (sealing/session-key), made with the
 * server's pinned channel key: only the server that the enrolment token named can make it.
 */
export const challengeSchema = z.object({
  type: z.literal('challenge'),
  sessionId: uuid,
  nonce: key32,
  proof: base64,
  serverTime: instantMs,
});

/** Answer to `enrol`. `pending`: an admin has to accept the machine; connect again with `prove`. */
export const enrolledSchema = z.object({
  type: z.literal('enrolled'),
  machineId: uuid,
  enrolmentId: uuid,
  jobKey: key32,
  status: z.enum(['active', 'pending']),
});

/** The session stands. What it says holds for as long as the session does. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  machineId: uuid,
  enrolmentId: uuid,
  /** Rises with every session of this machine; messages of an older one are dropped. */
  epoch: z.int().min(1),
  status: z.enum(['active', 'pending', 'quarantined']),
  serverTime: instantMs,
  heartbeatSeconds: z.int().min(1),
  observeSeconds: z.int().min(5),
  /** A Teredo address to ping through Teredo; null: reachability can't be told. */
  reachabilityPeer: z.string().max(64).nullable(),
  /** Teredo server that the agent's probe uses when the machine has none configured. */
  probeServer: z.string().max(253).nullable(),
});

/** `payload` is the job's exact bytes (base64), `signature` Ed25519 over CONTEXT.job + those bytes. */
export const offerSchema = z.object({ type: z.literal('offer'), payload: base64, signature: base64 });

export const cancelSchema = z.object({ type: z.literal('cancel'), jobId: uuid, reason: shortText });

/**
 * `sealed`: base64 of 24 nonce bytes (the first is 4) and secretbox(UTF-8 JSON of goTicketSchema) under the session
 * key, see sealing/go-ticket. Usable once,
 * for the `ask` it answers, and at most GO_LIFETIME_SECONDS after that `ask`.
 */
export const goSchema = z.object({
  type: z.literal('go'),
  jobId: uuid,
  attempt: z.int().min(1),
  sealed: base64,
});

export const goTicketSchema = z.object({
  jobId: uuid,
  attempt: z.int().min(1),
  askId: uuid,
  machineId: uuid,
  epoch: z.int().min(1),
});

export const holdSchema = z.object({
  type: z.literal('hold'),
  jobId: uuid,
  attempt: z.int().min(1),
  /** Named hold, shown verbatim: `paused`, `brake`, `not-yet`, `unknown-job`, `already-started`... */
  reason: z.string().max(80),
  text: shortText,
  retryAfterSeconds,
});

export const observeNowSchema = z.object({ type: z.literal('observe-now') });

/** The messages with these numbers are durable; the agent may forget them. */
export const ackSchema = z.object({ type: z.literal('ack'), ns: z.array(z.int().min(1)).max(1000) });

/**
 * A release for an agent that told of `updates`: fetch it, and with `install` put it in place now. `payload` are the
 * release's exact bytes (base64), `signature` Ed25519 over CONTEXT.release + those bytes, by the release key.
 */
export const updateSchema = z.object({
  type: z.literal('update'),
  payload: base64,
  signature: base64,
  install: z.boolean(),
});

/**
 * Somebody answered on the page of a notice. `code` is the proof: the 20 characters that this machine alone made for that
 * session. Told again in every session until a `notice-answer-outcome` names its `id`.
 */
export const noticeAnswerSchema = z.object({
  type: z.literal('notice-answer'),
  id: uuid,
  jobId: uuid,
  attempt: z.int().min(1),
  session: z.string().min(1).max(100),
  code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{20}$/),
  answer: z.enum(['acknowledged', 'deferred', 'refused']),
  /** `deferred`: until when, or null for the shortest. */
  until: instantMs.nullable(),
  language: z.string().max(35),
  textSha256: sha256Text,
  at: instantMs,
});

/**
 * Somebody wants the notice of this job to be shown again now, `at` by the server's clock. Told in every session while the
 * job tells people; an agent that does not know it passes it over, and the notice comes back when it would have.
 */
export const nudgeSchema = z.object({
  type: z.literal('nudge'),
  jobId: uuid,
  attempt: z.int().min(1),
  at: instantMs,
});

/**
 * Two people decided that the change of a job does not wait for its users' answers: `payload` are the exact bytes (base64) of
 * overridePayloadSchema, `signature` Ed25519 over CONTEXT.override + those bytes by the job key. Told in every session while the
 * job tells people, after its offer; an agent that does not know it passes it over and goes on waiting for answers.
 */
export const noticeOverrideSchema = z.object({
  type: z.literal('notice-override'),
  payload: base64,
  signature: base64,
});

/**
 * Programs that an admin named for this machine, all of them; told in a session where there are any, and again when they are
 * others. An agent that does not know the message passes it over; what was told in an earlier session does not hold.
 */
export const programsSchema = z.object({
  type: z.literal('programs'),
  programs: z.array(z.object({ id: uuid, path: z.string().min(1).max(240) })).max(50),
});

export const ERROR_CODES = [
  'wrong-version',
  'malformed',
  'too-large',
  'unknown-type',
  'out-of-order',
  'replayed',
  'bad-seal',
  'bad-signature',
  'token-unknown',
  'token-expired',
  'token-used-up',
  'token-revoked',
  'machine-unknown',
  'machine-retired',
  'quarantined',
  'superseded',
  'session-unknown',
  'too-many',
  'tls-required',
  'not-ready',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** `text` says what happened and what to do. `final`: trying again the same way can't help. */
export const errorSchema = z.object({
  type: z.literal('error'),
  code: z.enum(ERROR_CODES),
  text: shortText,
  final: z.boolean(),
  retryAfterSeconds: retryAfterSeconds.nullable(),
});

export const serverMessageSchema = z.discriminatedUnion('type', [
  challengeSchema,
  enrolledSchema,
  welcomeSchema,
  offerSchema,
  cancelSchema,
  goSchema,
  holdSchema,
  observeNowSchema,
  updateSchema,
  noticeAnswerSchema,
  nudgeSchema,
  noticeOverrideSchema,
  programsSchema,
  ackSchema,
  errorSchema,
]);

export type ChallengeMessage = z.infer<typeof challengeSchema>;
export type EnrolledMessage = z.infer<typeof enrolledSchema>;
export type WelcomeMessage = z.infer<typeof welcomeSchema>;
export type OfferMessage = z.infer<typeof offerSchema>;
export type GoMessage = z.infer<typeof goSchema>;
export type GoTicket = z.infer<typeof goTicketSchema>;
export type HoldMessage = z.infer<typeof holdSchema>;
export type UpdateMessage = z.infer<typeof updateSchema>;
export type NoticeAnswerMessage = z.infer<typeof noticeAnswerSchema>;
export type NudgeMessage = z.infer<typeof nudgeSchema>;
export type NoticeOverrideMessage = z.infer<typeof noticeOverrideSchema>;
export type ProgramsMessage = z.infer<typeof programsSchema>;
export type ErrorMessage = z.infer<typeof errorSchema>;
export type ServerMessage = z.infer<typeof serverMessageSchema>;
