import * as z from 'zod';
import { MAX_NOTICE_ADDRESS_LENGTH, NOTICE_ADDRESS } from './es3/notice-address';
import { instantMs, seconds, uuid } from './shared-shapes';

export const desiredStateSchema = z.object({
  teredo: z.object({
    mode: z.enum(['on', 'off']),
    type: z.enum(['client', 'enterpriseclient', 'natawareclient', 'default']).nullable(),
    serverName: z
      .string()
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, 'a host name or an IPv4 address')
      .nullable(),
    refreshIntervalSeconds: z.int().min(1).max(86_400).nullable(),
    clientPort: z.int().min(1).max(65_535).nullable(),
  }),
  ipv6: z.enum(['install-if-missing', 'leave']),
  firewall: z.enum(['allow-teredo', 'remove-exception', 'leave']),
  allowReboot: z.boolean(),
  acceptFirewallOff: z.boolean(),
});

/** Text of one notice in one language. `sha256` of the UTF-8 of `title + "\n" + body`, hex, is what receipts name. */
export const noticeTextSchema = z.object({
  language: z.string().max(35),
  title: z.string().min(1).max(120),
  body: z.string().min(1).max(2000),
});

export const noticePolicySchema = z.object({
  kind: z.enum(['none', 'inform', 'acknowledge', 'defer']),
  mayRefuse: z.boolean(),
  /** From first display on that machine to the start of the change. */
  minimumNoticeSeconds: seconds,
  /** `defer` only. */
  maxDeferrals: z.int().min(0).max(100),
  minimumDeferralSeconds: seconds,
  /** Without an answer by then the notice is shown again: no answer is no consent. */
  answerTimeoutSeconds: z.int().min(1).max(604_800),
  /** What happens when nobody is logged on to be told. */
  whenNobodyLoggedOn: z.enum(['start', 'wait']),
});

/**
 * How people are named in what an agent tells of them: by account, by the system's own id (the SID of Windows, the uid of
 * Linux), or by a pseudonym that only the machine can make, in which case neither of the others leaves it.
 */
export const usersNamedBySchema = z.enum(['account', 'id', 'pseudonym']);
export type UsersNamedBy = z.infer<typeof usersNamedBySchema>;

/** What links of notices may begin with. An address that is none of these, no agent takes. */
export const noticeAddressSchema = z.string().max(MAX_NOTICE_ADDRESS_LENGTH).regex(NOTICE_ADDRESS);

/**
 * What is signed: the server sends these bytes and their signature, the agent verifies the signature over
 * CONTEXT.job followed by the bytes as received, and only then parses them.
 */
export const jobPayloadSchema = z.object({
  v: z.literal(1),
  jobId: uuid,
  attempt: z.int().min(1),
  machineId: uuid,
  /** Changes at every enrolment: jobs of an earlier enrolment are void. */
  enrolmentId: uuid,
  rolloutId: uuid,
  /** Rises with every job of this enrolment; an agent refuses one that is not above its highest. */
  sequence: z.int().min(1),
  work: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('apply'), desired: desiredStateSchema }),
    /** Gives back what the agent saved before the job named here. */
    z.object({ kind: z.literal('restore'), savedByJob: uuid }),
  ]),
  /** SHA-256 (hex) of the rollout's canonical plan. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  issuedAt: instantMs,
  notBefore: instantMs,
  notAfter: instantMs,
  /** UTC intervals [start, end) in which the change may start; empty: at any time. */
  windows: z.array(z.tuple([instantMs, instantMs])).max(64),
  notice: z.object({ policy: noticePolicySchema, texts: z.array(noticeTextSchema).max(40) }),
  /** After a change: with no contact to server or witness for this long (awake time), the change is put back. */
  contactWindowSeconds: z.int().min(30).max(86_400),
  /** Addresses whose answer to a ping also counts as contact; `default-gateway` is a word of its own. */
  witnesses: z.array(z.string().max(64)).max(8),
  /** Read back at most this often, this far apart, before a wanted fact that isn't so counts as unmet. */
  verify: z.object({ attempts: z.int().min(1).max(60), intervalSeconds: z.int().min(1).max(600) }),
  /** Address below which people read and answer the notice, without a slash at its end. Absent: there is no such page. */
  noticeUrl: noticeAddressSchema.optional(),
  /** How receipts and links of this job name the users of the machine. Absent: by their accounts. */
  usersNamedBy: usersNamedBySchema.optional(),
});

export type NoticePolicy = z.infer<typeof noticePolicySchema>;
export type NoticeText = z.infer<typeof noticeTextSchema>;
export type JobPayload = z.infer<typeof jobPayloadSchema>;
