import { createHash } from 'node:crypto';
import type { Queryable } from '../client/queryable';

/** One job of one override. */
export interface OverrideRef {
  overrideId: string;
  jobId: string;
}

const STORE = `
with signed as (
  update notice_override_job set payload = $3, signature = $4, signed_at = now()
  where override_id = $1 and job_id = $2 and signed_at is null and refusal is null
  returning job_id, scope_id, signed_at
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, after)
  select scope_id, 'system', 'signer', 'job.signOverride', 'job', job_id::text,
    jsonb_build_object('overrideId', $1::uuid, 'keyId', $5::text, 'payloadSha256', encode($6::bytea, 'hex'))
  from signed
)
insert into signature_entry (job_id, machine_id, rollout_id, plan_hash, payload_sha256, key_id, signed_at)
select j.id, j.machine_id, j.rollout_id, $7, $6, $5, s.signed_at from signed s join job j on j.id = s.job_id`;

/** Gives an override its signature for one job, once, and logs it. `payload`: the exact bytes that were signed. */
export async function storeOverrideSignature(
  db: Queryable,
  { overrideId, jobId }: OverrideRef,
  {
    payload,
    signature,
    keyId,
    planHash,
  }: { payload: Buffer; signature: Buffer; keyId: string; planHash: Buffer },
): Promise<void> {
  const sha256 = createHash('sha256').update(payload).digest();
  await db.query(STORE, [overrideId, jobId, payload, signature, keyId, sha256, planHash]);
}

const REFUSE = `
with refused as (
  update notice_override_job set refusal = $3 where override_id = $1 and job_id = $2 and signed_at is null and refusal is null
  returning job_id, scope_id
)
insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, outcome, after, reason)
select scope_id, 'system', 'signer', 'job.signOverride', 'job', job_id::text, 'refused',
  jsonb_build_object('overrideId', $1::uuid), $3
from refused`;

/** The signer won't sign it for this job: its people are waited for as before. `detail` says why. */
export async function refuseOverride(
  db: Queryable,
  { overrideId, jobId }: OverrideRef,
  detail: string,
): Promise<void> {
  await db.query(REFUSE, [overrideId, jobId, detail]);
}
