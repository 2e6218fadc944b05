import {
  claimUnsignedJobs,
  inPoolTransaction,
  notify,
  type Queryable,
  refuseUnsignedJob,
  storeSignature,
  type UnsignedJob,
} from '@teredo-fleet/db';
import { jobBytes, jobPayloadSchema } from '@teredo-fleet/protocol';
import { type BuiltJob, jobBuilder, querySettings } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import { keyIdOf, type SigningKey } from '../signing-key';
import { signaturesLeft } from './signing-limit';

const EVERYTHING = { scopes: '*', userId: null } as const;
/** An offer is one message, in base64. */
const MAX_PAYLOAD_BYTES = 40 * 1024;

interface Round {
  db: Queryable;
  key: SigningKey;
  build: (job: UnsignedJob) => BuiltJob;
  log: Logger;
}

/** What is told to others when the round commits. */
interface Told {
  wake: string[];
  changed: string[];
}

/** A row that can't even be judged is refused like any other: it keeps no other job waiting. */
function buildReadable(job: UnsignedJob, { build, log }: Round): BuiltJob {
  try {
    return build(job);
  } catch (error) {
    log.error({ err: error, jobId: job.id }, 'a job cannot be read');
    const detail =
      'The job cannot be read. Nothing is signed. Start the change again, and look at who can write to the database.';
    return { ok: false, detail };
  }
}

/** The bytes to sign, or why this job is not signed. */
function judge(job: UnsignedJob, round: Round): { bytes: Buffer } | { detail: string } {
  const built = buildReadable(job, round);
  if (!built.ok) return { detail: built.detail };
  // The shape is looked at once more on this side: nothing but a known job is ever signed.
  const payload = jobPayloadSchema.strict().safeParse(built.payload);
  if (!payload.success) {
    const path = payload.error.issues[0]?.path.join('.') ?? '';
    return { detail: `The job is not of a shape that may be signed (${path}). Start the change again.` };
  }
  const bytes = Buffer.from(JSON.stringify(payload.data));
  if (bytes.length <= MAX_PAYLOAD_BYTES) return { bytes };
  return {
    detail: `The job is larger than ${MAX_PAYLOAD_BYTES} bytes. Shorten its notice texts and start it again.`,
  };
}

async function signOne(round: Round, job: UnsignedJob): Promise<Told> {
  const { db, key, log } = round;
  const { id: jobId, machineId, rolloutId, planHash } = job;
  const judged = judge(job, round);
  const changed = [`job:${jobId}`, `machine:${machineId}`, `rollout:${rolloutId}`];
  if ('detail' in judged) {
    log.warn({ jobId, detail: judged.detail }, 'a job was not signed');
    await refuseUnsignedJob(db, jobId, judged.detail);
    return { wake: [], changed };
  }
  const signature = key.sign(jobBytes(judged.bytes));
  const stored = await storeSignature(db, {
    jobId,
    payload: judged.bytes,
    signature,
    keyId: keyIdOf(key.publicKey),
    planHash,
  });
  return stored === null ? { wake: [], changed: [] } : { wake: [`gateway:${machineId}`], changed };
}

export interface SigningParts {
  pool: Pool;
  key: SigningKey;
  /** What the links of notices begin with; null: there is no page. */
  noticeUrl: string | null;
  log: Logger;
}

/** Signs what waits, in one transaction; resolves with how many jobs were looked at. */
export function signJobs({ pool, key, noticeUrl, log }: SigningParts): Promise<number> {
  return inPoolTransaction(pool, EVERYTHING, async (db) => {
    const now = new Date();
    const allowed = await signaturesLeft(db, log);
    if (allowed <= 0) return 0;
    const jobs = await claimUnsignedJobs(db, allowed);
    const told: Told = { wake: [], changed: [] };
    const { usersNamedBy } = (await querySettings(db)).notices;
    const round: Round = { db, key, build: jobBuilder({ now, noticeUrl, usersNamedBy }), log };
    for (const job of jobs) {
      const { wake, changed } = await signOne(round, job);
      told.wake.push(...wake);
      told.changed.push(...changed);
    }
    await notify(db, 'teredo_wake', told.wake);
    await notify(db, 'teredo_changed', told.changed.length === 0 ? [] : [...told.changed, 'audit']);
    return jobs.length;
  });
}
