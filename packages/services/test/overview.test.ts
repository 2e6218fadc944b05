import { noteFleetDay, noteMissedFleetDay } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type UserActor, verbs } from '../src';
import { TestFleet } from './support/fleet';

const DAY_MS = 86_400_000;
let fleet: TestFleet;
let branch: UserActor;
let machines: string[];
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
  branch = await fleet.person('viewer', [fleet.otherScopeId]);
  machines = [];
  for (let n = 0; n < 4; n += 1)
    machines.push(
      await fleet.machine({ hostname: `m${n}`, scopeId: n === 3 ? fleet.otherScopeId : fleet.scopeId }),
    );
  await fleet.admin.query(`update machine set enrolled_at = now() - interval '4 days'`);
  await fleet.admin.query(`update machine_status_history set since = now() - interval '4 days'`);
  await fleet.machine({ hostname: 'waits', status: 'pending' });
});
afterAll(() => fleet.close());

const at = (daysAgo: number) => new Date(fleet.now - daysAgo * DAY_MS);
const dayOf = (daysAgo: number) => at(daysAgo).toISOString().slice(0, 10);

async function was(machine: string, daysAgo: number, configured: string, reachable = 'no'): Promise<void> {
  await fleet.admin.query(
    `insert into machine_past (machine_id, since, os_name, configured_type, configured_set_by, effective_state, reachable, role,
       diagnosis_code, severity, nat, server)
     values ($1, $2, 'Windows 10', $3, 'local', 'qualified', $4, 'client', 'x', 'ok', 'cone', 'teredo.example.net')`,
    [machine, at(daysAgo), configured, reachable],
  );
}

async function is(machine: string, configured: string, nat: string): Promise<void> {
  await fleet.admin.query(
    `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash, os_family,
       os_name, configured_type, configured_set_by, effective_state, reachable, diagnosis_code, severity)
     select id, scope_id, now(), now(), now(), $3, $4, 'windows', 'Windows 10', $2, 'local', 'qualified', 'yes', 'x', 'ok'
     from machine where id = $1`,
    [machine, configured, JSON.stringify({ effective: { nat } }), Buffer.alloc(32)],
  );
}

const days = async (who: UserActor | 'viewer', span = 30) =>
  (await verbs['overview.days'](fleet.as(who), { days: span })).days;
const engine = () => fleet.database.pool('engine');

describe('the fleet day by day', () => {
  it('is what machines in use are, of one’s own scopes, and is counted anew through the day', async () => {
    await is(machines[0]!, 'client', 'restricted');
    await is(machines[3]!, 'disabled', 'unknown');
    await noteFleetDay(engine());
    const [today] = await days('viewer');
    expect(today).toMatchObject({
      day: dayOf(0),
      machines: 4,
      seen: 2,
      facets: {
        configured: { client: 1, disabled: 1 },
        turned: { 'on:yes': 1, disabled: 1 },
        nat: { restricted: 1, unknown: 1 },
        server: { none: 2 },
        os: { 'Windows 10': 2 },
      },
    });
    expect((await days(branch))[0]).toMatchObject({ machines: 1, facets: { configured: { disabled: 1 } } });
    await is(machines[1]!, 'client', 'restricted');
    await noteFleetDay(engine());
    expect((await days('viewer'))[0]).toMatchObject({ seen: 3, facets: { configured: { client: 2 } } });
  });

  it('makes a day good that nobody counted on from what machines were, and counts none twice', async () => {
    await was(machines[0]!, 3.5, 'disabled');
    await was(machines[0]!, 1, 'client', 'yes');
    const filled: (string | null)[] = [];
    for (let n = 0; n < 6; n += 1) filled.push(await noteMissedFleetDay(engine()));
    expect(filled).toEqual([dayOf(1), dayOf(2), dayOf(3), dayOf(4), null, null]);
    const told = await days('viewer');
    expect(told.map(({ day }) => day)).toEqual([dayOf(4), dayOf(3), dayOf(2), dayOf(1), dayOf(0)]);
    const of = (daysAgo: number) => told.find(({ day }) => day === dayOf(daysAgo))!;
    expect(of(2)).toMatchObject({
      machines: 4,
      seen: 1,
      facets: { configured: { disabled: 1 }, nat: { cone: 1 }, server: { 'teredo.example.net': 1 } },
    });
    expect(of(1).facets.configured).toEqual({ client: 1 });
    // Those of an earlier day are found by what they were then.
    const then = {
      at: of(2).countedAt,
      filter: { status: ['active' as const], server: ['teredo.example.net'] },
    };
    expect((await verbs['past.machines'](fleet.as('viewer'), then)).rows.map(({ id }) => id)).toEqual([
      machines[0],
    ]);
    expect(of(1).facets.turned).toEqual({ 'on:yes': 1 });
    await Promise.all([noteMissedFleetDay(engine()), noteFleetDay(engine()), noteFleetDay(engine())]);
    expect(await days('viewer')).toHaveLength(5);
  });

  it('is made good of no day before there was a machine', async () => {
    const empty = await TestFleet.create();
    empty.now = fleet.now;
    const engineOf = () => empty.database.pool('engine');
    await noteFleetDay(engineOf());
    expect(await noteMissedFleetDay(engineOf())).toBeNull();
    const { days: told } = await verbs['overview.days'](empty.as('viewer'), { days: 30 });
    expect(told.map(({ machines: many }) => many)).toEqual([0]);
    await empty.close();
  });

  it('has no day that has not come yet, as a clock that was ahead leaves one', async () => {
    await fleet.admin.query(
      `insert into fleet_day select day + 40, scope_id, facet, word, machines, counted_at from fleet_day where day = $1`,
      [dayOf(0)],
    );
    const told = await days('viewer');
    await fleet.admin.query('delete from fleet_day where day > $1', [dayOf(0)]);
    expect(told.at(-1)?.day).toBe(dayOf(0));
  });

  it('has no numbers of a day that is out of its span or that nobody kept', async () => {
    await fleet.admin.query('delete from fleet_day where day = $1', [dayOf(2)]);
    expect((await days('viewer', 3)).map(({ day }) => day)).toEqual([dayOf(1), dayOf(0)]);
  });
});

it('leads from a number without a server to its machines', async () => {
  const found = await verbs['machine.list'](fleet.as('viewer'), {
    filter: { status: ['active'], server: ['none'] },
  });
  expect(found.rows.map(({ hostname }) => hostname)).toEqual(['m0', 'm1', 'm3']);
});

describe('what changed since one’s last visit', () => {
  const changes = (who: UserActor | 'admin' | 'operator') => verbs['overview.changes'](fleet.as(who), {});
  const visit = (who: UserActor | 'admin' | 'operator') => verbs['overview.visit'](fleet.as(who), {});

  it('is nothing on the first one, and as many as there are on a later one, each where it is shown', async () => {
    await visit('admin');
    expect(await changes('admin')).toMatchObject({ since: null, changes: [] });
    const first = new Date(fleet.now).toISOString();
    fleet.now += 60 * 60_000;
    await verbs['settings.set'](fleet.as('admin'), { organisationName: 'Mine' });
    const other = await fleet.person('admin');
    await verbs['settings.set'](fleet.as(other), { organisationName: 'Theirs' });
    await verbs['brake.set'](fleet.as(other), { on: true, reason: 'A fire' });
    await verbs['brake.set'](fleet.as(other), { on: false, reason: 'It is out' });
    const later = new Date(fleet.now);
    await fleet.admin.query('update audit_entry set at = $1', [later]);
    const rollout = (
      await fleet.admin.query(
        `insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id, started_at, finished_at)
         values ($1, 'Off', 'planned', 'done', '{}', $2, 'a', $3, $3) returning id`,
        [fleet.scopeId, Buffer.alloc(32), later],
      )
    ).rows[0].id;
    await fleet.admin.query(`update machine set enrolled_at = $2 where id = $1`, [machines[1], later]);
    await fleet.admin.query(
      `insert into finding_count values ($1, 'xbox-party', 'finding', '-infinity', 3)`,
      [fleet.scopeId],
    );
    const { since, changes: told } = await changes('admin');
    expect(since).toBe(first);
    expect(told.map(({ text, path }) => [text, path])).toEqual(
      expect.arrayContaining([
        ['Off was started', `/rollouts/${rollout}`],
        ['Off is done', `/rollouts/${rollout}`],
        ['1 machine enrolled', `/machines?status=active,quarantined,retired&enrolledSince=${first}`],
        [expect.stringMatching(/: 3 machines more with a finding$/), '/findings/xbox-party'],
        [`${other.name} changed settings: organisation`, '/settings'],
        [`${other.name} pulled the brake: A fire`, '/#brake'],
        [`${other.name} released the brake: It is out`, '/#brake'],
      ]),
    );
    expect(told.filter(({ kind }) => kind === 'setting')).toHaveLength(3);
    // Loaded again, and again: it is still told.
    await visit('admin');
    fleet.now += 60_000;
    await visit('admin');
    expect((await changes('admin')).since).toBe(first);
    fleet.now += 60 * 60_000;
    expect((await changes('admin')).changes).toEqual([]);
  });

  it('does not take the end of a rule for machines that became better', async () => {
    const reader = await fleet.person('viewer');
    const { id } = await verbs['ownRule.save'](fleet.as('admin'), {
      name: 'ends',
      title: 'Ends',
      kind: 'compliance',
      severity: 'low',
      demand: 'It is on.',
      remedy: 'Turn it on.',
      appliesWhen: null,
      asks: 'firewall.on',
    });
    await fleet.admin.query(`insert into finding_count values ($1, $2, 'finding', '-infinity', 5)`, [
      fleet.scopeId,
      id,
    ]);
    await visit(reader);
    fleet.now += 60 * 60_000;
    await verbs['ownRule.retire'](fleet.as('admin'), { id, reason: 'not asked any more' });
    await fleet.admin.query('delete from finding_count where rule_id = $1', [id]);
    const { changes: told } = await changes(reader);
    expect(told.filter(({ kind }) => kind === 'finding')).toEqual([]);
  });

  it('does not take what was waived for machines that became better', async () => {
    const reader = await fleet.person('viewer');
    const stand = (waived: boolean) =>
      fleet.admin.query(`insert into finding_count values ($1, 'delivery-optimization', 'finding', $2, 2)`, [
        fleet.scopeId,
        waived ? new Date(fleet.now + DAY_MS) : '-infinity',
      ]);
    const gone = () => fleet.admin.query(`delete from finding_count where rule_id = 'delivery-optimization'`);
    const told = async () =>
      (await changes(reader)).changes
        .filter(({ kind }) => kind === 'finding')
        .map(({ text, good }) => [text.replace(/^.*: /, ''), good]);
    await stand(false);
    await visit(reader);
    fleet.now += 60 * 60_000;
    await gone();
    expect(await told()).toEqual([['2 machines fewer with a finding', true]]);
    await stand(true);
    expect(await told()).toEqual([['2 machines fewer with a finding, as more are waived', null]]);
    await gone();
  });

  it('does not take machines that somebody sees only now for ones that became worse', async () => {
    const moved = await fleet.person('viewer', [fleet.otherScopeId]);
    await visit(moved);
    fleet.now += 60 * 60_000;
    const everywhere = { ...moved, scopeIds: [fleet.scopeId, fleet.otherScopeId] };
    const { changes: told } = await changes(everywhere);
    expect(told.filter(({ kind }) => kind === 'finding')).toEqual([]);
    await visit(everywhere);
    fleet.now += 60 * 60_000;
    const count = (by: number) =>
      fleet.admin.query(`update finding_count set machines = machines + $1 where rule_id = 'xbox-party'`, [
        by,
      ]);
    await count(1);
    const more = (await changes(everywhere)).changes.filter(({ kind }) => kind === 'finding');
    await count(-1);
    expect(more.map(({ text }) => text)).toEqual([expect.stringMatching(/: 1 machine more with a finding$/)]);
  });

  it('is nothing of other scopes, and no settings for who may not see them', async () => {
    const limited = await fleet.person('operator', [fleet.otherScopeId]);
    await visit(limited);
    fleet.now += 60 * 60_000;
    const later = new Date(fleet.now);
    await fleet.admin.query('update rollout set started_at = $1, finished_at = $1', [later]);
    await fleet.admin.query('update audit_entry set at = $1', [later]);
    await fleet.admin.query(
      `insert into alert (kind, subject, scope_id, name, opened_at, told_at) select 'drift', '', s, 'x', $1, $1
       from unnest(array[$2, $3, null]::uuid[]) s`,
      [later, fleet.scopeId, fleet.otherScopeId],
    );
    const { changes: told } = await changes(limited);
    expect(told.map(({ kind }) => kind)).toEqual(['alert']);
  });
});

it('counts what is under way, waits, is found, too old and silent, of one’s own scopes', async () => {
  await fleet.admin.query(`update machine set agent_version = '0.0.1' where id = $1`, [machines[3]]);
  await fleet.admin.query(
    `insert into machine_contact (machine_id, connected, last_seen_at) values ($1, false, now())`,
    [machines[3]],
  );
  const own = await verbs['overview.numbers'](fleet.as(branch), {});
  expect(own).toMatchObject({
    rollouts: { running: 0 },
    findings: { open: 0 },
    tooOld: { machines: 1, versions: ['0.0.1'] },
    silent: 1,
    alerts: { open: 1 },
  });
  expect(await verbs['overview.numbers'](fleet.as('viewer'), {})).toMatchObject({
    findings: { open: 3, waived: 0 },
    alerts: { open: 3, unacknowledged: 3 },
  });
});
