import type { Client } from 'pg';

const GATE = {
  maxFailures: 3,
  minSample: 1,
  maxFailPercent: 20,
  successPercent: 90,
  coveragePercent: 80,
  maxLatePercent: 10,
  maxBlockedPercent: 10,
  soakSeconds: 60,
  promotion: 'automatic',
};

/** As much as an agent says of a machine, with a kilobyte of what its commands printed. */
const OBSERVATION = {
  os: { family: 'windows', name: 'Windows 11' },
  configured: { type: 'client', typeSetBy: 'local', serverName: 'teredo.example.net' },
  effective: { state: 'qualified', address: '2001:0:c000:201::1' },
  reachable: { verdict: 'yes' },
  firewall: { teredoException: true },
  service: { state: 'running' },
  evidence: [{ source: 'netsh', text: 'Type : client\r\n'.repeat(60) }],
};

const STEPS = [
  {
    step: { kind: 'set-teredo' },
    outcome: 'done',
    exitCode: 0,
    output: 'Ok.\r\n',
    startedAt: 1_700_000_000_000,
    finishedAt: 1_700_000_001_000,
  },
];

const ROLLOUT = `
insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id, started_at, finished_at)
select s.id, 'Large', 'planned', 'done', '{"v": 1}', sha256('bench'), u.id, now(), now()
from scope s, (select id from "user" order by created_at limit 1) u where s.name = 'Everything' returning id`;

const WAVE = `
insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
select id, 0, scope_id, 'All', '{"kind": "rest"}', $2, 3600, now() from rollout where id = $1`;

const MACHINES = `
insert into machine (scope_id, hostname, status, platform, agent_version, agent_key, enrolment_id, hardware_id, simulated)
select r.scope_id, 'bench-' || lpad(n::text, 6, '0'), 'active', 'windows', '0.1.0', sha256(convert_to('bench' || n, 'UTF8')),
  gen_random_uuid(), 'bench-' || n, true
from rollout r, generate_series(1, $2::int) n where r.id = $1`;

const MEMBERS = `
insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason)
select $1, id, scope_id, 0, '{"kind": "rest"}' from machine where hardware_id like 'bench-%'`;

const JOBS = `
insert into job (rollout_id, machine_id, scope_id, enrolment_id, sequence, work, notice, contact_window_seconds, verify, not_before,
  not_after, state, payload, signature, signed_at, before, after, steps, finished_at, status_version)
select $1, m.id, m.scope_id, m.enrolment_id, 1, '{"kind": "apply"}', '{}', 60, '{}', now(), now() + interval '1 hour',
  case when m.hardware_id like '%7' then 'failed' else 'verified' end, 'x', 'y', now(), $2, $2, $3, now(), 3
from rollout_member r join machine m on m.id = r.machine_id where r.rollout_id = $1`;

const EVENTS = `
insert into job_event (job_id, scope_id, version, at, state, source)
select j.id, j.scope_id, n, now(), s, 'agent'
from job j, unnest(array['notifying', 'running', 'verifying', j.state]) with ordinality v (s, n) where j.rollout_id = $1`;

const RECEIPTS = `
insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, answer)
select id, scope_id, 1, '1', 'dialog', 'en', repeat('0', 64), now(), now(), 'acknowledged' from job where rollout_id = $1`;

const ENTRIES = `
insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, after)
select j.scope_id, 'system', a[1], a[2], 'job', j.id::text, '{"attempt": 1}'
from job j, (values (array['engine', 'job.request']), (array['signer', 'job.sign']), (array['gateway', 'job.end'])) v (a)
where j.rollout_id = $1`;

/** Puts a rollout on record that is over, with so many machines, each with what one attempt leaves behind; gives its id. */
export async function fillRollout(database: Client, machines: number): Promise<string> {
  const { rows } = await database.query<{ id: string }>(ROLLOUT);
  const { id } = rows[0]!;
  await database.query(WAVE, [id, GATE]);
  await database.query(MACHINES, [id, machines]);
  await database.query(MEMBERS, [id]);
  await database.query(JOBS, [id, OBSERVATION, JSON.stringify(STEPS)]);
  for (const rest of [EVENTS, RECEIPTS, ENTRIES]) await database.query(rest, [id]);
  await database.query('vacuum analyze');
  return id;
}
