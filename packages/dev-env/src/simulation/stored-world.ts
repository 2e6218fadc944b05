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

const ORDER = `
insert into job (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses,
  contact_window_seconds, verify, not_before, not_after, state)
select r.id, b.machine_id, m.scope_id, m.enrolment_id, b.attempt, greatest(m.last_sequence, m.agent_sequence) + 1, j.work, j.notice,
  '[]', j.witnesses, j.contact_window_seconds, j.verify, j.not_before, j.not_after, 'requested'
from rollout r join rollout_member b on b.rollout_id = r.id join machine m on m.id = b.machine_id, job j join rollout o on o.id = j.rollout_id
where r.id = $1 and b.excluded is null and o.plan - '{target,waves}'::text[] = r.plan - '{target,waves}'::text[]
limit 1
returning id`;

const RUN = `
with was as (select state from rollout where id = $1),
running as (update rollout set state = 'running' where id = $1),
opened as (update rollout_wave set opened_at = simulated.now() where rollout_id = $1 and number = 0 and opened_at is null returning 1)
select state, exists (select from opened) as "isOpened" from was`;
const REST = (isOpened: boolean) =>
  isOpened
    ? 'update rollout_wave set opened_at = null where rollout_id = $1 and number = 0'
    : 'select $1::uuid';

/** A forged job, and how to put things back. */
export interface ForgedOrder {
  jobId: string;
  undo(): Promise<void>;
}

/**
 * Somebody who can write to the database lets a rollout run and asks for the job of a member, as that of another rollout
 * with the same plan; null: there is none.
 */
export async function forgeOrder({ admin }: SimulationStore, rolloutId: string): Promise<ForgedOrder | null> {
  const { rows } = await admin.query<{ id: string }>(ORDER, [rolloutId]);
  const jobId = rows[0]?.id;
  if (jobId === undefined) return null;
  const was = (await admin.query<{ state: string; isOpened: boolean }>(RUN, [rolloutId])).rows[0]!;
  return {
    jobId,
    async undo() {
      await admin.query('delete from signature_entry where job_id = $1', [jobId]);
      await admin.query('delete from job where id = $1', [jobId]);
      await admin.query('set session_replication_role = replica');
      await admin.query(REST(was.isOpened), [rolloutId]);
      await admin.query('delete from unjudged_end where rollout_id = $1', [rolloutId]);
      await admin.query('update rollout set state = $2 where id = $1', [rolloutId, was.state]);
      await admin.query('set session_replication_role = origin');
    },
  };
}

/** Whether the signer signed it. */
export async function isSigned({ admin }: SimulationStore, jobId: string): Promise<boolean> {
  const { rows } = await admin.query('select from job where id = $1 and signed_at is not null', [jobId]);
  return rows.length > 0;
}

export async function removeJob({ admin }: SimulationStore, jobId: string): Promise<void> {
  await admin.query('delete from job where id = $1', [jobId]);
}

/** Tables that hold something of a world; what is kept of it is in the first ones. */
const KEPT = ['machine', 'machine_contact', 'rollout', 'rollout_wave', 'rollout_member', 'approval'];
const MADE = [
  'job',
  'job_event',
  'receipt',
  'signature_entry',
  'unjudged_end',
  'machine_desired',
  'rollout_freeze',
];

const keptOf = (table: string) => `simulated.kept_${table}`;

// A replica takes rows as they are: no trigger follows them from table to table.
const asReplica = (statements: readonly string[]) =>
  ['begin', `set local session_replication_role = replica`, ...statements, 'commit'].join(';\n');

const EMPTY = [
  `truncate ${[...MADE, ...KEPT, 'audit_entry'].join(', ')} cascade`,
  'update brake set "on" = false',
];
const FIRST_ID = `select setval('simulated.ids', 1, false), setval('simulated.draws', 1)`;

/** Takes all of a world away, so that the next one finds an empty house. */
export async function forgetWorld({ admin }: SimulationStore): Promise<void> {
  await admin.query(asReplica([...EMPTY, FIRST_ID]));
}

const ALL_KEPT = [...KEPT, 'audit_entry'];
const KEEP = ALL_KEPT.flatMap((table) => [
  `drop table if exists ${keptOf(table)}`,
  `create table ${keptOf(table)} as select * from ${table}`,
]);
const KEEP_ID = [
  'drop table if exists simulated.kept_id',
  'create table simulated.kept_id as select last_value from simulated.ids',
];
const RECALL_ID = `select setval('simulated.ids', last_value), setval('simulated.draws', 1) from simulated.kept_id`;

/** Keeps what there is now for `recallRows`. */
export async function keepRows({ admin }: SimulationStore): Promise<void> {
  await admin.query([...KEEP, ...KEEP_ID].join(';\n'));
}

const RECALL = ALL_KEPT.map(
  (table) => `insert into ${table} overriding system value select * from ${keptOf(table)}`,
);

/** Everything is as it was when rows were kept. */
export async function recallRows({ admin }: SimulationStore): Promise<void> {
  await admin.query(asReplica([...EMPTY, ...RECALL, RECALL_ID]));
}
