import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AskInput,
  claimDueRollout,
  endOpenJobs,
  grantGo,
  inPoolTransaction,
  markLostContact,
  pruneUnjudgedEnds,
  setLook,
  takeEndsToJudge,
  takeStatuses,
} from '../src';
import {
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  type JobRef,
  type MachineRef,
  type RolloutRef,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, clearJobs, database } = useJobDatabase();
const EVERYTHING = { scopes: '*', userId: null } as const;
const BAD = ['failed', 'verify-failed', 'timed-out', 'reverted'];

afterEach(async () => {
  await clearJobs();
  await admin().query('delete from unjudged_end');
});

interface Asker {
  machine: MachineRef;
  job: JobRef;
  ask: AskInput;
}

async function makeRollout(state = 'running', hasWaves = true): Promise<RolloutRef> {
  const { scopeId } = await insertMachine(admin());
  const rollout = await insertRollout(admin(), scopeId, { kind: hasWaves ? 'planned' : 'single', state });
  if (hasWaves)
    await admin().query(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
       values ($1, 0, $2, 'all', '{}', '{}', 60, now())`,
      [rollout.id, scopeId],
    );
  return rollout;
}

async function addAsker(rollout: RolloutRef): Promise<Asker> {
  const machine = await insertMachine(admin());
  await insertContact(admin(), machine.id);
  await admin().query(
    `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
    [rollout.id, machine.id, rollout.scopeId],
  );
  const job = await insertJob(admin(), rollout, machine);
  const ask = { machineId: machine.id, epoch: 1, jobId: job.id, attempt: 1, askId: randomUUID() };
  return { machine, job, ask };
}

const answerTo = async ({ ask }: Asker): Promise<string> => {
  const answer = await grantGo(pool('gateway'), ask);
  return answer.outcome === 'hold' ? answer.reason : answer.outcome;
};

async function report({ machine, job }: Asker, state: string): Promise<void> {
  const now = new Date();
  const nothing = {
    detail: null,
    until: null,
    steps: [],
    before: null,
    after: null,
    unmet: [],
    blockers: [],
  };
  const about = { machineId: machine.id, jobId: job.id, attempt: 1, version: 1 };
  await takeStatuses(pool('gateway'), [{ ...about, state, at: now, receivedAt: now, ...nothing }]);
}

const begin = ({ job }: Asker, ago: string) =>
  admin().query(
    'update job set go_granted_at = now() - $2::interval, go_ask_id = gen_random_uuid() where id = $1',
    [job.id, ago],
  );

/** What the engine's step does with ends, and nothing else of it. */
const judge = (rollout: RolloutRef, anyEndCounts = false) =>
  inPoolTransaction(pool('engine'), EVERYTHING, async (db) => {
    await takeEndsToJudge(db, rollout.id);
    await setLook(db, rollout.id, { at: null, anyEndCounts });
  });

const isDue = (): Promise<boolean> =>
  inPoolTransaction(pool('engine'), EVERYTHING, async (db) => (await claimDueRollout(db)) !== null);

describe('a failure that was not judged', () => {
  it.each(BAD)(
    'holds every start of its rollout once %s was reported, until the engine judged it',
    async (state) => {
      const rollout = await makeRollout();
      const [failing, next] = [await addAsker(rollout), await addAsker(rollout)];
      const elsewhere = await addAsker(await makeRollout());
      await report(failing, state);
      expect(await answerTo(next)).toBe('judging');
      expect(await answerTo(elsewhere)).toBe('granted');
      await judge(rollout);
      expect(await answerTo(next)).toBe('granted');
    },
  );

  it('holds starts too when its machine is out of contact', async () => {
    const rollout = await makeRollout();
    const [lost, next] = [await addAsker(rollout), await addAsker(rollout)];
    await begin(lost, '1 day');
    await admin().query(
      `update machine_contact set last_seen_at = now() - interval '1 day' where machine_id = $1`,
      [lost.machine.id],
    );
    await markLostContact(pool('engine'), { silenceSeconds: 60, overdueSeconds: 900 });
    expect(await answerTo(next)).toBe('judging');
  });

  it('holds starts too when somebody retires a machine that is being changed', async () => {
    const rollout = await makeRollout();
    const [going, next] = [await addAsker(rollout), await addAsker(rollout)];
    await begin(going, '1 minute');
    await inPoolTransaction(pool('web'), EVERYTHING, (db) =>
      endOpenJobs(db, {
        machineIds: [going.machine.id],
        unstarted: { state: 'cancelled', detail: 'retired' },
        started: { state: 'timed-out', detail: 'retired' },
        at: new Date(),
      }),
    );
    expect(await answerTo(next)).toBe('judging');
  });

  it('makes its rollout due, whenever the engine meant to look again, and no paused one', async () => {
    const [running, paused] = [await makeRollout(), await makeRollout('paused')];
    const [one, other] = [await addAsker(running), await addAsker(paused)];
    await report(other, 'failed');
    expect(await isDue()).toBe(false);
    await report(one, 'failed');
    expect(await isDue()).toBe(true);
    await judge(running);
    expect(await isDue()).toBe(false);
  });

  it('stays for the next step when it comes while one is under way', async () => {
    const rollout = await makeRollout();
    const [first, second, next] = [await addAsker(rollout), await addAsker(rollout), await addAsker(rollout)];
    await report(first, 'failed');
    await inPoolTransaction(pool('engine'), EVERYTHING, async (db) => {
      await takeEndsToJudge(db, rollout.id);
      await report(second, 'failed');
      await setLook(db, rollout.id, { at: null, anyEndCounts: false });
    });
    expect(await answerTo(next)).toBe('judging');
  });

  it('waits for no row of its rollout', async () => {
    const rollout = await makeRollout();
    const failing = await addAsker(rollout);
    await inPoolTransaction(pool('engine'), EVERYTHING, async (db) => {
      await db.query('select from rollout where id = $1 for update', [rollout.id]);
      await report(failing, 'failed');
    });
    expect(await isDue()).toBe(true);
  });

  it('holds nothing of a rollout without waves, which nobody judges', async () => {
    const rollout = await makeRollout('running', false);
    await report(await addAsker(rollout), 'failed');
    expect((await admin().query('select from unjudged_end')).rows).toEqual([]);
  });

  it('wakes the engine, which good news does not', async () => {
    const rollout = await makeRollout();
    const [good, bad] = [await addAsker(rollout), await addAsker(rollout)];
    const listener = new pg.Client(database().adminUrl);
    await listener.connect();
    await listener.query('listen teredo_wake');
    const woken: string[] = [];
    listener.on('notification', ({ payload }) => woken.push(payload ?? ''));
    await report(good, 'verified');
    await listener.query(`notify teredo_wake, 'between'`);
    await report(bad, 'failed');
    await expect.poll(() => woken).toEqual(['between', 'engine']);
    await listener.end();
  });
});

describe('an end that is no failure and was not judged', () => {
  it.each(['verified', 'already-compliant', 'blocked', 'refused'])(
    'holds a start after %s only where the engine said that any end counts',
    async (state) => {
      const rollout = await makeRollout();
      const [ended, next, last] = [await addAsker(rollout), await addAsker(rollout), await addAsker(rollout)];
      await report(ended, state);
      expect(await isDue()).toBe(false);
      expect(await answerTo(next)).toBe('granted');
      // Also one that came while the engine found out.
      await setLook(pool('engine'), rollout.id, { at: null, anyEndCounts: true });
      expect(await isDue()).toBe(true);
      expect(await answerTo(last)).toBe('judging');
      await judge(rollout, true);
      expect(await answerTo(last)).toBe('granted');
    },
  );

  it('is forgotten with its rollout', async () => {
    const rollout = await makeRollout();
    await report(await addAsker(rollout), 'verified');
    await pruneUnjudgedEnds(pool('engine'));
    expect((await admin().query('select from unjudged_end')).rows).toHaveLength(1);
    await admin().query(`update rollout set state = 'aborted', finished_at = now() where id = $1`, [
      rollout.id,
    ]);
    await pruneUnjudgedEnds(pool('engine'));
    expect((await admin().query('select from unjudged_end')).rows).toEqual([]);
  });
});
