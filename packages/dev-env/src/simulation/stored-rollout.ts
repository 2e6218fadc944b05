import { type PlannedPlan, planHash } from '@teredo-fleet/services';
import type { DesiredState } from '@teredo-fleet/teredo';
import type { DrawnHistory } from './drawn-history';
import type { SimulationStore } from './simulation-store';

const DESIRED: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

const clockTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

function planOf(history: DrawnHistory): PlannedPlan {
  const { startAt, endAt, notice, windows, contactWindowSeconds, verify, limits, waves } = history;
  return {
    v: 1,
    kind: 'planned',
    target: { filter: {}, mode: 'frozen' },
    exclusions: [],
    work: { kind: 'apply', desired: DESIRED },
    waves: waves.map((wave, number) => ({ name: `wave ${number}`, selection: { kind: 'rest' }, ...wave })),
    notice: { policy: notice, texts: [{ language: 'en', title: 'Title', body: 'Body' }] },
    windows: windows.map(({ from, to }) => ({ days: EVERY_DAY, from: clockTime(from), to: clockTime(to) })),
    zoneIfUnknown: 'UTC',
    witnesses: ['default-gateway'],
    contactWindowSeconds,
    verify,
    limits,
    startAt,
    endAt,
  };
}

const MACHINES = `
insert into machine (id, scope_id, hostname, status, platform, simulated, agent_version, agent_key, enrolment_id, hardware_id, time_zone)
select i.id, s.id, i.hostname, 'active', 'simulated', true, '0.1.0', sha256(i.id::text::bytea), i.enrolment_id, i.hardware_id, i.zone
from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) as i (id, hostname, enrolment_id, hardware_id, zone)
cross join scope s where s.name = 'Everything'`;

const ROLLOUT = `
insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id, wake_at)
select id, $1, 'planned', 'approved', $2, $3, 'simulated-operator', simulated.now() from scope where name = 'Everything'
returning id`;

const APPROVAL = `
insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind)
select id, scope_id, plan_hash, 'simulated-approver', 'approval' from rollout where id = $1`;

/** As the verb would put it on record: the signer counts no approval that the audit trail doesn't tell of. */
const APPROVED = `
insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, after)
select scope_id, 'user', 'simulated-approver', 'simulated-approver', 'rollout.approve', 'rollout', id::text,
  jsonb_build_object('state', 'approved', 'planHash', encode(plan_hash, 'hex'))
from rollout where id = $1`;

const WAVES = `
insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
select r.id, i.number, r.scope_id, 'wave ' || i.number, '{}', i.gate::jsonb, i.patience
from rollout r, unnest($2::int[], $3::text[], $4::int[]) as i (number, gate, patience) where r.id = $1`;

const MEMBERS = `
insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason)
select r.id, i.machine_id, r.scope_id, i.wave, '{}'
from rollout r, unnest($2::uuid[], $3::int[]) as i (machine_id, wave) where r.id = $1`;

/** Stores an approved rollout and the machines that it is about. Returns its id. */
export async function storeRollout({ admin }: SimulationStore, history: DrawnHistory): Promise<string> {
  const { machines, waves } = history;
  await admin.query(MACHINES, [
    machines.map(({ id }) => id),
    machines.map(({ machine }) => machine.hostname),
    machines.map(({ enrolmentId }) => enrolmentId),
    machines.map(({ machine }) => machine.hardwareId),
    machines.map(({ zone }) => zone.name),
  ]);
  const plan = planOf(history);
  const hash = planHash(plan);
  const { rows } = await admin.query<{ id: string }>(ROLLOUT, [`seed ${history.seed}`, plan, hash]);
  const id = rows[0]!.id;
  await admin.query(APPROVAL, [id]);
  await admin.query(APPROVED, [id]);
  await admin.query(WAVES, [
    id,
    waves.map((_, number) => number),
    waves.map(({ gate }) => JSON.stringify(gate)),
    waves.map(({ patienceSeconds }) => patienceSeconds),
  ]);
  await admin.query(MEMBERS, [id, machines.map((one) => one.id), machines.map(({ wave }) => wave)]);
  return id;
}

/** Takes a history's rows away, so that the next one finds an empty house. What is in the audit trail stays. */
export async function forgetRollouts({ admin }: SimulationStore): Promise<void> {
  for (const table of ['rollout_member', 'rollout_wave', 'approval', 'job', 'signature_entry', 'rollout'])
    await admin.query(`delete from ${table}`);
  await admin.query('delete from machine');
  await admin.query('delete from rollout_freeze');
  await admin.query('update brake set "on" = false');
}
