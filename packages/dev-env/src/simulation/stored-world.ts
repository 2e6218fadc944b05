import type { DrawnMachine } from './drawn-history';
import { labelOf, labelOfWave } from './simulated-plan';
import type { SimulationStore } from './simulation-store';

const MACHINES = `
insert into machine (id, scope_id, hostname, status, platform, simulated, agent_version, agent_key, enrolment_id, hardware_id,
  time_zone, labels)
select i.id, s.id, i.hostname, 'active', 'simulated', true, '0.1.0', sha256(i.id::text::bytea), i.enrolment_id, i.hardware_id,
  i.zone, array[i.label, i.wave_label]
from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
  as i (id, hostname, enrolment_id, hardware_id, zone, label, wave_label)
cross join scope s where s.name = 'Everything'`;

/** Enrols machines of the history at this place. */
export async function storeMachines(
  { admin }: SimulationStore,
  place: number,
  machines: readonly DrawnMachine[],
): Promise<void> {
  if (machines.length === 0) return;
  await admin.query(MACHINES, [
    machines.map(({ id }) => id),
    machines.map(({ machine }) => machine.hostname),
    machines.map(({ enrolmentId }) => enrolmentId),
    machines.map(({ machine }) => machine.hardwareId),
    machines.map(({ zone }) => zone.name),
    machines.map(() => labelOf(place)),
    machines.map(({ wave }) => labelOfWave(place, wave)),
  ]);
}

/** Somebody who can write to the database says that a plan is approved. */
export async function forgeApproval({ admin }: SimulationStore, rolloutId: string): Promise<void> {
  await admin.query(`update rollout set state = 'approved', wake_at = simulated.now() where id = $1`, [
    rolloutId,
  ]);
}

const INTRUDE = `
insert into job (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses,
  contact_window_seconds, verify, not_before, not_after, state, payload, signature, signed_at, offered_at)
select j.rollout_id, m.id, m.scope_id, m.enrolment_id, 1, 1000000, j.work,
  jsonb_set(j.notice, '{policy,kind}', '"none"'), '[]', j.witnesses, j.contact_window_seconds, j.verify, j.not_before, j.not_after,
  'offered', 'forged', 'forged', simulated.now(), simulated.now()
from job j, machine m where j.rollout_id = $1 and m.id = $2 limit 1
returning id`;

/** A signed job that no engine made and no signer signed; null: there is no job that it could be like. */
export async function forgeJob(
  { admin }: SimulationStore,
  rolloutId: string,
  machineId: string,
): Promise<string | null> {
  const { rows } = await admin.query<{ id: string }>(INTRUDE, [rolloutId, machineId]);
  return rows[0]?.id ?? null;
}

export async function removeJob({ admin }: SimulationStore, jobId: string): Promise<void> {
  await admin.query('delete from job where id = $1', [jobId]);
}

/** Takes a world's rows away, so that the next one finds an empty house. What is in the audit trail stays. */
export async function forgetWorld({ admin }: SimulationStore): Promise<void> {
  const tables = ['unjudged_end', 'rollout_member', 'rollout_wave', 'approval', 'job', 'signature_entry'];
  for (const table of tables) await admin.query(`delete from ${table}`);
  await admin.query('update rollout set rollback_of_id = null');
  await admin.query('delete from rollout');
  await admin.query('delete from machine');
  await admin.query('delete from rollout_freeze');
  await admin.query('update brake set "on" = false');
}
