import * as z from 'zod';
import { AGENT_JOB_STATES } from './job-states';
import { agentVersionText, RELEASE_SYSTEMS, sha256Text } from './release/signed-release';
import { base64, count, instantMs, key32, MAX_COUNT, nameText, shortText, uuid } from './shared-shapes';

/** First message of both doors. `sessionKey` is a fresh X25519 public key of this session. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  sessionKey: key32,
});

const hostFacts = {
  hostname: nameText(1, 255),
  agentVersion: nameText(0, 40),
  platform: z.enum(['linux', 'windows', 'wsh', 'simulated']),
  /** Differs after every boot. */
  bootId: nameText(1, 100),
  /** Differs between machines, stays over reinstallation where the platform can tell. */
  hardwareId: nameText(1, 100),
  /** IANA name; null when the platform can't tell. */
  timeZone: nameText(0, 64).nullable(),
};

/** Opens the door for a machine that has no identity yet. */
export const enrolSchema = z.object({
  type: z.literal('enrol'),
  tokenId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  secret: z.string().max(128),
  /** The machine's own Ed25519 public key. */
  agentKey: key32,
  /** Ed25519 with that key over enrolBytes (signing). */
  signature: base64,
  ...hostFacts,
});

/** What an agent tells that can replace its own program. */
export const updatesSchema = z.object({
  /** SHA-256 (hex) of the release key that is built into it. */
  keyId: sha256Text,
  system: z.enum(RELEASE_SYSTEMS),
  /** A new program that shows whether it works; the one before it goes on where it does not. */
  trial: z.boolean(),
});

/** Proves the identity: `signature` is Ed25519 with the enrolled key over proveBytes (signing). */
export const proveSchema = z.object({
  type: z.literal('prove'),
  machineId: uuid,
  signature: base64,
  ...hostFacts,
  /** Highest job sequence in this agent's journal; lower than the server's means that the journal went back. */
  highestSequence: z.int().min(0),
  /** Not sent by an agent that can't replace itself, nor by one that is older than this field. */
  updates: updatesSchema.optional(),
});

export const heartbeatSchema = z.object({ type: z.literal('heartbeat') });

/** The observation is checked by the readers' own types; here it is a JSON object of bounded size. */
export const observationSchema = z.object({
  type: z.literal('observation'),
  n: z.int().min(1),
  observedAt: instantMs,
  reason: z.enum(['connect', 'change', 'requested', 'verify', 'periodic']),
  observation: z.record(z.string(), z.unknown()),
});

/** What a program printed, one character a byte, in a console of this code page; 0: not known. */
export const printedBytesSchema = z.object({
  codePage: z.int().min(0).max(65_535),
  bytes: z
    .string()
    .max(8000)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every byte but zero.
    .regex(/^[\u0001-\u00ff]*$/),
});

export const stepResultSchema = z.object({
  step: z.record(z.string(), z.unknown()),
  outcome: z.enum(['done', 'failed', 'unknown', 'skipped']),
  exitCode: z.int().nullable(),
  output: z.string().max(4000),
  /** The same byte for byte, where the agent could not read some of it; what is none is ignored. */
  printed: printedBytesSchema.optional().catch(undefined),
  startedAt: instantMs,
  finishedAt: instantMs,
});

/** State of one job. `version` rises with each report of a job; duplicates and late ones change nothing. */
export const statusSchema = z.object({
  type: z.literal('status'),
  n: z.int().min(1),
  jobId: uuid,
  attempt: count,
  version: count,
  state: z.enum(AGENT_JOB_STATES),
  at: instantMs,
  /** Plain words: why, what happened, what to do; null where the state says it all. */
  detail: shortText.nullable(),
  /** `deferred` and `waiting-window`: until when. */
  until: instantMs.nullable(),
  steps: z.array(stepResultSchema).max(20),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  unmet: z.array(z.record(z.string(), z.unknown())).max(20),
  blockers: z.array(z.record(z.string(), z.unknown())).max(20),
});

export const receiptSchema = z.object({
  type: z.literal('receipt'),
  n: z.int().min(1),
  jobId: uuid,
  attempt: count,
  /** Names the session on that machine; `none` when nobody was logged on. */
  session: nameText(0, 100),
  user: nameText(0, 256).nullable(),
  channel: z.enum(['desktop-dialog', 'desktop-notification', 'terminal', 'page', 'none', 'simulated']),
  language: nameText(0, 35),
  textSha256: z.string().regex(/^[0-9a-f]{64}$/),
  onAgentAt: instantMs,
  /** null: not displayed, or the channel can't tell. */
  displayedAt: instantMs.nullable(),
  answeredAt: instantMs.nullable(),
  answer: z.enum([
    'acknowledged',
    'deferred',
    'refused',
    'timed-out',
    'closed',
    'nobody-logged-on',
    'suppressed',
    'informed',
  ]),
  deferredUntil: instantMs.nullable(),
  deferrals: z.int().min(0).max(MAX_COUNT),
  /** Names of the two people who decided that no answer is waited for, by a `notice-override`; absent: it was. */
  overriddenBy: z.array(nameText(1, 200)).length(2).optional(),
});

/** Asks to start an attempt now. The answer is `go` or `hold`. */
export const askSchema = z.object({
  type: z.literal('ask'),
  jobId: uuid,
  attempt: count,
  askId: uuid,
});

/** Why an agent takes an offer no further. Only an offer with a good signature is parsed and can have a `jobId`. */
export const OFFER_REFUSALS = [
  'bad-signature',
  'malformed',
  'not-this-protocol',
  'other-machine',
  'other-enrolment',
  'expired',
  'replayed',
] as const;

/** An offer that the agent refuses and forgets: it starts nothing and gets no status. */
export const offerRefusedSchema = z.object({
  type: z.literal('offer-refused'),
  n: z.int().min(1),
  /** SHA-256 (hex) of the payload bytes as received. */
  payloadSha256: z.string().regex(/^[0-9a-f]{64}$/),
  code: z.enum(OFFER_REFUSALS),
  text: shortText,
  jobId: uuid.nullable(),
  at: instantMs,
});

/** What becomes of an `update`. Each of the last three is its end. */
export const UPDATE_STATES = ['downloading', 'ready', 'waiting', 'refused', 'failed', 'fell-back'] as const;
export type UpdateState = (typeof UPDATE_STATES)[number];

/** How far an agent is with the release of an `update`. `version` is that release's. */
export const updateStatusSchema = z.object({
  type: z.literal('update-status'),
  n: z.int().min(1),
  version: agentVersionText,
  /** `trying` is taken from an agent and changes nothing: a server goes by whom it let begin itself. */
  state: z.enum([...UPDATE_STATES, 'trying']),
  /** Plain words: why, what happened, what to do; null where the state says it all. */
  text: shortText.nullable(),
  at: instantMs,
});

/** An application on the machine tested whether it can use Teredo, and can't. It grants nothing: see docs/installers.md. */
export const applicationRequestSchema = z.object({
  type: z.literal('application-request'),
  n: z.int().min(1),
  /** The application's own word for itself: anybody who can run a program there may have said it. */
  application: nameText(1, 64),
  /** The account whose program asked, as the machine's system names it. */
  askedBy: nameText(0, 256),
  at: instantMs,
});

/**
 * Where a session of this machine reads and answers a notice: the SHA-256 (hex) of its code's 20 characters. The code
 * itself the server learns only from who opens the page.
 */
export const noticeLinkSchema = z.object({
  type: z.literal('notice-link'),
  n: z.int().min(1),
  jobId: uuid,
  attempt: count,
  session: nameText(1, 100),
  codeSha256: sha256Text,
  /** How often the notice says that it can be put off still, as it is shown now; older agents say nothing of it. */
  deferralsLeft: z.int().min(0).max(1000).optional(),
});

/** `taken`: it counts, and its receipt says so. The others changed nothing. */
export const NOTICE_ANSWER_OUTCOMES = ['taken', 'too-late', 'answered-before', 'not-offered'] as const;

/** What became of a `notice-answer`. */
export const noticeAnswerOutcomeSchema = z.object({
  type: z.literal('notice-answer-outcome'),
  n: z.int().min(1),
  id: uuid,
  outcome: z.enum(NOTICE_ANSWER_OUTCOMES),
  at: instantMs,
});

/**
 * What came of looking at a program of `programs`. Its words and facts are checked by those who judge them
 * (`packages/teredo/src/programs`): one that is not known there yet costs nobody the session.
 */
export const programReportSchema = z.object({
  type: z.literal('program-report'),
  n: z.int().min(1),
  programId: uuid,
  at: instantMs,
  outcome: z.string().min(1).max(40),
  /** Null: there was no file to look at. */
  file: z.object({ size: z.int().min(0), modifiedAt: z.int() }).nullable(),
  /** What the firewall says of it. */
  exception: z.string().min(1).max(40),
  facts: z.record(z.string(), z.unknown()).nullable(),
});

export const byeSchema = z.object({ type: z.literal('bye'), reason: z.enum(['stopping', 'uninstalling']) });

export const doorMessageSchema = z.discriminatedUnion('type', [enrolSchema, proveSchema]);

export const agentMessageSchema = z.discriminatedUnion('type', [
  heartbeatSchema,
  observationSchema,
  statusSchema,
  receiptSchema,
  askSchema,
  offerRefusedSchema,
  updateStatusSchema,
  applicationRequestSchema,
  noticeLinkSchema,
  noticeAnswerOutcomeSchema,
  programReportSchema,
  byeSchema,
]);

export type HelloMessage = z.infer<typeof helloSchema>;
export type EnrolMessage = z.infer<typeof enrolSchema>;
export type ProveMessage = z.infer<typeof proveSchema>;
export type ObservationMessage = z.infer<typeof observationSchema>;
export type StepResult = z.infer<typeof stepResultSchema>;
export type StatusMessage = z.infer<typeof statusSchema>;
export type ReceiptMessage = z.infer<typeof receiptSchema>;
export type AskMessage = z.infer<typeof askSchema>;
export type OfferRefusedMessage = z.infer<typeof offerRefusedSchema>;
export type UpdatesFacts = z.infer<typeof updatesSchema>;
export type UpdateStatusMessage = z.infer<typeof updateStatusSchema>;
export type ApplicationRequestMessage = z.infer<typeof applicationRequestSchema>;
export type NoticeLinkMessage = z.infer<typeof noticeLinkSchema>;
export type NoticeAnswerOutcome = (typeof NOTICE_ANSWER_OUTCOMES)[number];
export type NoticeAnswerOutcomeMessage = z.infer<typeof noticeAnswerOutcomeSchema>;
export type ProgramReportMessage = z.infer<typeof programReportSchema>;
export type AgentMessage = z.infer<typeof agentMessageSchema>;
