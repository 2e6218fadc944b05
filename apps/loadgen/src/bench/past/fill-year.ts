import type { Client } from 'pg';
import { fillRollout } from '../export/fill-rollout';

/** A year of changes, at other times for each machine. */
const CHANGES = `
insert into machine_past (machine_id, since, os_name, configured_type, configured_set_by, effective_state, reachable, role,
  diagnosis_code, severity, nat, server)
select m.id, now() - make_interval(secs => (n + h) * 31536000.0 / $1), 'Windows 10 Pro', (array['client', 'disabled'])[1 + (n + b) % 2],
  'local', (array['dormant', 'qualified', 'offline'])[1 + (n + b) % 3], (array['yes', 'no', 'unknown'])[1 + (n + b) % 3], 'client',
  'dormant', (array['ok', 'warning'])[1 + (n + b) % 2], (array['cone', 'restricted', 'unknown'])[1 + (n + b) % 3],
  (array['teredo.example.net', null])[1 + (n + b) % 2]
from (select id, get_byte(uuid_send(id), 15) as b, get_byte(uuid_send(id), 14) / 256.0 as h from machine) m, generate_series(0, $1 - 1) n
on conflict do nothing`;

/** Nine rules, each of which said something else in the first half of the year. */
const VERDICTS = `
insert into machine_finding (machine_id, rule_id, rule_version, verdict, since, until)
select m.id, 'rule-' || r, 1, verdict, since, until
from machine m, generate_series(1, 9) r, lateral (values
  ('finding', now() - interval '1 year', now() - interval '180 days'), ('pass', now() - interval '180 days', null)) v (verdict, since, until)`;

/** Of the receipts that a rollout left: the people of one machine in ten had been told nothing. */
const NO_RECEIPT = `delete from receipt r using job j where j.id = r.job_id and get_byte(uuid_send(j.machine_id), 15) % 10 = 0`;

/** The others put it off twice, and answered then: three receipts each, at other times of the year for each machine. */
const PUT_OFF = `
insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, answer, deferrals)
select r.job_id, r.scope_id, 1, r.session, r.channel, r.language, r.text_sha256, r.queued_at, r.on_agent_at, 'deferred', n
from receipt r, generate_series(0, 1) n where r.deferrals = 2`;

const TOLD_IN_THE_YEAR = `
update receipt r set displayed_at = told.at, answered_at = told.at + interval '10 minutes', received_at = told.at + interval '11 minutes',
  answer = case when r.deferrals < 2 then 'deferred' else (array['acknowledged', 'refused', 'closed'])[1 + told.b % 3] end
from (
  select r.id, get_byte(uuid_send(j.machine_id), 15) as b,
    now() - make_interval(secs => (3 - r.deferrals - get_byte(uuid_send(j.machine_id), 14) / 256.0) * 10000000) as at
  from receipt r join job j on j.id = r.job_id
) told where told.id = r.id`;

/** Puts a fleet with a year of history on record: so many machines, so many changes of each. */
export async function fillYear(database: Client, machines: number, changes: number): Promise<void> {
  await fillRollout(database, machines);
  await database.query(CHANGES, [changes]);
  await database.query(`update machine_status_history set since = now() - interval '2 years'`);
  await database.query(VERDICTS);
  await database.query('update receipt set deferrals = 2');
  for (const rest of [NO_RECEIPT, PUT_OFF, TOLD_IN_THE_YEAR]) await database.query(rest);
  await database.query('vacuum full analyze receipt');
  await database.query('vacuum analyze');
}
