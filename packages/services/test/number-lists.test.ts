import { insertJob, insertRollout } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MachineFilter, type UserActor, verbs } from '../src';
import { readLostAgents } from '../src/alert/conditions/agents-lost';
import { querySettings } from '../src/settings/settings-store';
import { TestFleet } from './support/fleet';

const MINUTE_MS = 60_000;
let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

/** The machines that an address of the list of machines leads to, as its page asks for them. */
async function led(path: string, who: UserActor | 'viewer' = 'viewer'): Promise<string[]> {
  const { pathname, searchParams } = new URL(path, 'http://fleet');
  expect(pathname).toBe('/machines');
  const one = ['silentSince', 'enrolledSince', 'retiredSince'];
  const asked = [...searchParams].map(([key, value]) => [key, one.includes(key) ? value : value.split(',')]);
  const filter: MachineFilter = Object.fromEntries(asked);
  return (await verbs['machine.list'](fleet.as(who), { filter })).rows.map(({ hostname }) => hostname);
}

const minutesAgo = (minutes: number) => new Date(fleet.now - minutes * MINUTE_MS);

async function machine(hostname: string, scopeId = fleet.scopeId) {
  const id = await fleet.machine({ hostname, scopeId });
  const [ref] = await fleet.rows<{ id: string; scopeId: string; enrolmentId: string; hostname: string }>(
    'select id, scope_id as "scopeId", enrolment_id as "enrolmentId", hostname from machine where id = $1',
    [id],
  );
  return ref!;
}

describe('a number of the overview', () => {
  it('of notices that wait is as long as the list of the machines where they do', async () => {
    for (const [hostname, state] of [
      ['is told', 'notifying'],
      ['put off', 'deferred'],
      ['runs', 'running'],
    ] as const) {
      const one = await machine(hostname);
      await insertJob(fleet.admin, await insertRollout(fleet.admin, one.scopeId), one, { state });
    }
    const far = await machine('far', fleet.otherScopeId);
    const rollout = await insertRollout(fleet.admin, far.scopeId, { state: 'paused' });
    await insertJob(fleet.admin, rollout, far, { state: 'deferred' });
    const waiting = { change: ['notifying', 'deferred'] as const };
    const names = async (who: UserActor | 'viewer') => {
      const { rows } = await verbs['machine.list'](fleet.as(who), {
        filter: { change: [...waiting.change] },
      });
      const { noticesWaiting } = await verbs['overview.numbers'](fleet.as(who), {});
      expect(noticesWaiting).toBe(rows.length);
      return rows.map(({ hostname }) => hostname);
    };
    expect(await names('viewer')).toEqual(['far', 'is told', 'put off']);
    expect(await names(await fleet.person('viewer', [fleet.otherScopeId]))).toEqual(['far']);
  });

  it('of machines that came, went or fell silent since a visit leads to those alone', async () => {
    const reader = await fleet.person('viewer');
    await verbs['overview.visit'](fleet.as(reader), {});
    fleet.now += 60 * MINUTE_MS;
    for (const [hostname, since] of [
      ['long ago', 90],
      ['lately', 20],
      ['just now', 2],
    ] as const)
      await fleet.connect((await machine(hostname)).id, false, minutesAgo(since));
    const old = await machine('went long ago');
    const gone = await machine('went');
    const came = await machine('came');
    await fleet.admin.query(`update machine set enrolled_at = now() - interval '9 days'`);
    await fleet.admin.query('update machine set enrolled_at = $2 where id = $1', [came.id, minutesAgo(10)]);
    const retire = (id: string, at: Date) =>
      fleet.admin.query(`update machine set status = 'retired', retired_at = $2 where id = $1`, [id, at]);
    await retire(old.id, minutesAgo(600));
    await retire(gone.id, minutesAgo(10));
    const { changes } = await verbs['overview.changes'](fleet.as(reader), {});
    const told = changes.filter(({ kind }) => kind === 'machine');
    expect(told.map(({ text }) => text)).toEqual([
      '1 machine enrolled',
      '1 machine retired',
      '1 machine fell silent and not back',
    ]);
    const lists = await Promise.all(told.map(({ path }) => led(path)));
    expect(lists).toEqual([['came'], ['went'], ['lately']]);
  });

  it('of agents that are silent, and of those that are too old, is as long as its list', async () => {
    const old = await machine('old');
    await fleet.admin.query(`update machine set agent_version = '0.0.1' where id = $1`, [old.id]);
    await fleet.connect((await machine('silent for a day')).id, false, minutesAgo(1440));
    await fleet.connect((await machine('heard')).id, true);
    const { silent, tooOld } = await verbs['overview.numbers'](fleet.as('viewer'), {});
    const lengthOf = async (filter: MachineFilter) =>
      (await verbs['machine.list'](fleet.as('viewer'), { filter: { status: ['active'], ...filter } })).total;
    expect(silent).toBe(await lengthOf({ contact: ['offline'] }));
    expect(tooOld.machines).toBe(await lengthOf({ agentVersion: tooOld.versions }));
    expect([silent > 0, tooOld.machines]).toEqual([true, 1]);
  });
});

describe('an alert', () => {
  const alert = async (kind: string, scopeId: string, openedAt: Date) => {
    await fleet.admin.query('delete from alert');
    await fleet.admin.query(
      `insert into alert (kind, subject, scope_id, name, machines, out_of, opened_at, told_at)
       values ($1, '', $2, 'x', 1, 9, $3, $3)`,
      [kind, scopeId, openedAt],
    );
    return (await verbs['alert.list'](fleet.as('viewer'), {})).rows[0]!.path;
  };

  it('of lost agents leads to those that it counts, of its own scope', async () => {
    await fleet.admin.query('delete from machine_contact');
    await fleet.admin.query(
      `insert into server_process (id, role, host, pid, version, started_at, last_seen_at)
       select gen_random_uuid(), role, 'h', 1, '0', now() - interval '1 hour', now() from unnest(array['engine', 'gateway']) role`,
    );
    fleet.now = Date.now();
    const quiet = async (hostname: string, since: number, scopeId = fleet.scopeId) =>
      fleet.connect((await machine(hostname, scopeId)).id, false, minutesAgo(since));
    for (let n = 0; n < 6; n += 1) await quiet(`lost ${n}`, 20);
    await quiet('off for a week', 9000);
    await quiet('restarts', 2);
    await quiet('of the branch', 20, fleet.otherScopeId);
    const judging = { db: fleet.database.pool('engine'), now: new Date(fleet.now), open: [] };
    const found = await readLostAgents({ ...judging, settings: await querySettings(judging.db) });
    expect(found).toMatchObject([{ scopeId: fleet.scopeId, machines: 6 }]);
    const path = await alert('agents-lost', fleet.scopeId, new Date(fleet.now));
    expect(await led(path)).toEqual(['lost 0', 'lost 1', 'lost 2', 'lost 3', 'lost 4', 'lost 5']);
  });

  it('of drift after rollouts leads to machines of its own scope', async () => {
    const path = await alert('drift', fleet.otherScopeId, new Date(fleet.now));
    expect(path).toBe(`/machines?status=active&drifted=true&scope=${fleet.otherScopeId}`);
  });
});
