import { createHash } from 'node:crypto';
import type { Queryable } from '../client/queryable';

export interface SignatureInput {
  jobId: string;
  /** The exact bytes that were signed. */
  payload: Buffer;
  signature: Buffer;
  /** Fingerprint of the key. */
  keyId: string;
  planHash: Buffer;
}

const SQL = `
with signed as (
  update job set payload = $2, signature = $3, signed_at = now(), state = 'queued'
  where id = $1 and state = 'requested' and payload is null and cancel_requested_at is null
  returning id, machine_id, rollout_id, scope_id, signed_at
),
logged as (
  insert into signature_entry (job_id, machine_id, rollout_id, plan_hash, payload_sha256, key_id, signed_at)
  select id, machine_id, rollout_id, $4, $5, $6, signed_at from signed
),
event as (
  insert into job_event (job_id, scope_id, version, state, source, at) select id, scope_id, 0, 'queued', 'server', signed_at from signed
),
audited as (
  insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, after)
  select scope_id, 'system', 'signer', 'job.sign', 'job', id::text, jsonb_build_object('keyId', $6::text, 'payloadSha256', encode($5, 'hex'))
  from signed
)
select machine_id as "machineId" from signed`;

/** Gives a job its signature, once, and logs it. null: the job was cancelled or signed meanwhile; nothing was kept. */
export async function storeSignature(
  db: Queryable,
  input: SignatureInput,
): Promise<{ machineId: string } | null> {
  const sha256 = createHash('sha256').update(input.payload).digest();
  const { jobId, payload, signature, planHash, keyId } = input;
  const { rows } = await db.query<{ machineId: string }>(SQL, [
    jobId,
    payload,
    signature,
    planHash,
    sha256,
    keyId,
  ]);
  return rows[0] ?? null;
}
