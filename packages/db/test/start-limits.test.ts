import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type AskInput, grantGo } from '../src';
import {
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  type JobRest,
  type RolloutRef,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin } = useJobDatabase();
const gateway = () => pool('gateway');

afterEach(() => admin().query('delete from rollout_freeze'));

interface Limits {
  atOnce: number | null;
  perMinute: number | null;
}

/** A running rollout with one open wave and one that is shut. */
async function makePlanned(limits: Limits | null, kind = 'planned'): Promise<RolloutRef> {
  const { scopeId } = await insertMachine(admin());
  const rollout = await insertRollout(admin(), scopeId, { kind });
  if (limits !== null)
    await admin().query('update rollout set plan = plan || $2 where id = $1', [rollout.id, { limits }]);
  await admin().query(
    `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
     values ($1, 0, $2, 'canary', '{}', '{}', 60, now()), ($1, 1, $2, 'rest', '{}', '{}', 60, null)`,
    [rollout.id, scopeId],
  );
  return rollout;
}

/** A machine of the rollout with a job that it may start, and its ask. */
async function addAsker(
  rollout: RolloutRef,
  { wave = 0, job = {} }: { wave?: number; job?: JobRest } = {},
): Promise<AskInput> {
  const machine = await insertMachine(admin());
  await insertContact(admin(), machine.id);
  await admin().query(
    `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, $4, '{}')`,
    [rollout.id, machine.id, rollout.scopeId, wave],
  );
  const { id } = await insertJob(admin(), rollout, machine, job);
  return { machineId: machine.id, epoch: 1, jobId: id, attempt: 1, askId: randomUUID() };
}

const askers = (rollout: RolloutRef, count: number) =>
  Promise.all(Array.from({ length: count }, () => addAsker(rollout)));

const namesOf = async (asks: readonly AskInput[]) => {
  const answers = await Promise.all(asks.map((ask) => grantGo(gateway(), ask)));
  return answers.map((answer) => (answer.outcome === 'hold' ? answer.reason : answer.outcome)).sort();
};

/** The same, all let go at the same moment: until then they queue for the brake. */
async function namesTogether(asks: readonly AskInput[]): Promise<string[]> {
  const client = await admin().connect();
  await client.query('begin');
  await client.query('select from brake for update');
  const asked = namesOf(asks);
  await expect
    .poll(async () => (await admin().query(`select from pg_locks where not granted`)).rows.length)
    .toBeGreaterThan(3);
  await client.query('commit');
  client.release();
  return asked;
}

const holds = (name: string, count: number): string[] => Array.from({ length: count }, () => name);

describe('limits of a rollout', () => {
  it('let no more begin at once than the plan allows, however many ask at the same moment', async () => {
    const rollout = await makePlanned({ atOnce: 3, perMinute: null });
    const asks = await askers(rollout, 14);
    const names = await namesTogether(asks);
    expect(names).toEqual([...holds('at-once', 11), ...holds('granted', 3)]);
  });

  it('let no more begin in a minute than the plan allows, and the next when the oldest start is a minute old', async () => {
    const rollout = await makePlanned({ atOnce: null, perMinute: 2 });
    const asks = await askers(rollout, 8);
    expect(await namesTogether(asks)).toEqual([...holds('granted', 2), ...holds('rate-limit', 6)]);
    await admin().query(
      `update job set go_granted_at = go_granted_at - interval '61 seconds', state = 'running'
       where id = (select id from job where rollout_id = $1 and go_granted_at is not null order by id limit 1)`,
      [rollout.id],
    );
    const { rows } = await admin().query<{ id: string }>(
      'select id from job where rollout_id = $1 and go_granted_at is null order by id',
      [rollout.id],
    );
    const rest = asks.filter(({ jobId }) => rows.some(({ id }) => id === jobId));
    expect(await namesOf(rest)).toEqual(['granted', ...holds('rate-limit', 5)]);
  });

  it('say when to ask again: a place in a while, a start when the oldest is a minute old', async () => {
    const rollout = await makePlanned({ atOnce: null, perMinute: 1 });
    const begunAt = performance.now();
    await addAsker(rollout, { job: { state: 'running', goGranted: 20 } });
    const held = await grantGo(gateway(), await addAsker(rollout));
    expect(held).toMatchObject({ reason: 'rate-limit' });
    const retryAfterSeconds = held.outcome === 'hold' ? held.retryAfterSeconds : 0;
    const tookSeconds = (performance.now() - begunAt) / 1000;
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(39 - tookSeconds);
    expect(retryAfterSeconds).toBeLessThanOrEqual(42);
  });

  it('give a place that ended to the next, and none for a machine that is out of contact', async () => {
    const rollout = await makePlanned({ atOnce: 1, perMinute: null });
    const [first, second, third] = await askers(rollout, 3);
    expect(await namesOf([first!])).toEqual(['granted']);
    expect(await namesOf([second!])).toEqual(['at-once']);
    await admin().query(`update job set state = 'verified', finished_at = now() where id = $1`, [
      first?.jobId,
    ]);
    expect(await namesOf([second!])).toEqual(['granted']);
    await admin().query(`update job set state = 'lost-contact' where id = $1`, [second?.jobId]);
    await admin().query('delete from unjudged_end where rollout_id = $1', [rollout.id]);
    expect(await namesOf([third!])).toEqual(['granted']);
  });

  it('repeat a grant to the same ask although nobody else may begin', async () => {
    const rollout = await makePlanned({ atOnce: 1, perMinute: 1 });
    const ask = await addAsker(rollout);
    expect(await grantGo(gateway(), ask)).toEqual(await grantGo(gateway(), ask));
  });

  it('are those of one rollout: another one begins beside it', async () => {
    const asks = await Promise.all(
      [1, 2].map(async () => addAsker(await makePlanned({ atOnce: 1, perMinute: 1 }))),
    );
    expect(await namesOf(asks)).toEqual(['granted', 'granted']);
  });
});

describe('a machine of a rollout in waves', () => {
  it('does not begin before its wave is open', async () => {
    const rollout = await makePlanned(null);
    const ask = await addAsker(rollout, { wave: 1 });
    expect(await namesOf([ask])).toEqual(['wave-closed']);
    await admin().query('update rollout_wave set opened_at = now() where rollout_id = $1 and number = 1', [
      rollout.id,
    ]);
    expect(await namesOf([ask])).toEqual(['granted']);
  });

  it('does not begin when it was left out, nor when it is no member', async () => {
    const rollout = await makePlanned(null);
    const [out, foreign] = await askers(rollout, 2);
    await admin().query(`update rollout_member set excluded = '{"kind": "by-hand"}' where machine_id = $1`, [
      out?.machineId,
    ]);
    await admin().query('delete from rollout_member where machine_id = $1', [foreign?.machineId]);
    expect(await namesOf([out!, foreign!])).toEqual(['excluded', 'excluded']);
  });
});

describe('the freeze calendar', () => {
  const freeze = (from: number, until: number) =>
    admin().query(
      `insert into rollout_freeze (name, from_at, until_at, reason, created_by_id)
       values ('Year end', now() + make_interval(secs => $1), now() + make_interval(secs => $2), 'closing', 'somebody')`,
      [from, until],
    );

  it('holds every start while it lasts, with the time that is left, and nothing before and after', async () => {
    const ask = await addAsker(await makePlanned(null));
    await freeze(-600, -60);
    await freeze(60, 600);
    await freeze(-60, 100);
    expect(await grantGo(gateway(), ask)).toMatchObject({ reason: 'frozen', retryAfterSeconds: 100 });
    await admin().query(`delete from rollout_freeze where until_at > now() and from_at < now()`);
    expect(await namesOf([ask])).toEqual(['granted']);
  });

  it('is asked about again in five minutes at the latest, since it may be taken back', async () => {
    const ask = await addAsker(await makePlanned(null));
    await freeze(-60, 86_400);
    expect(await grantGo(gateway(), ask)).toMatchObject({ reason: 'frozen', retryAfterSeconds: 300 });
    await admin().query('delete from rollout_freeze where until_at > now()');
  });

  it('holds a change of one machine, and not what gives earlier values back', async () => {
    const machine = await insertMachine(admin());
    await insertContact(admin(), machine.id);
    const single = await insertRollout(admin(), machine.scopeId);
    const { id: jobId } = await insertJob(admin(), single, machine);
    await freeze(-60, 600);
    const ask = { machineId: machine.id, epoch: 1, jobId, attempt: 1, askId: randomUUID() };
    expect(await namesOf([ask])).toEqual(['frozen']);
    expect(await namesOf([await addAsker(await makePlanned(null, 'rollback'))])).toEqual(['granted']);
  });

  it('holds a start that waited for a lock while the freeze was made', async () => {
    const rollout = await makePlanned(null);
    const ask = await addAsker(rollout);
    const client = await admin().connect();
    await client.query('begin');
    await client.query('select from brake for update');
    const asked = namesOf([ask]);
    await expect
      .poll(async () => (await admin().query(`select from pg_locks where not granted`)).rows.length)
      .toBeGreaterThan(0);
    await client.query(
      `insert into rollout_freeze (name, from_at, until_at, reason, created_by_id)
       values ('Now', now(), now() + interval '1 hour', 'closing', 'somebody')`,
    );
    await client.query('commit');
    client.release();
    expect(await asked).toEqual(['frozen']);
  });
});
