import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AskInput, grantGo, markLostContact, takeStatuses } from '../src';
import {
  findWish,
  insertContact,
  insertJob,
  insertMachine,
  insertRollout,
  insertWish,
  type RolloutRef,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob } = useJobDatabase();

async function scene() {
  const made = await makeJob({}, {}, {});
  await insertContact(admin(), made.machine.id);
  const ask = { machineId: made.machine.id, epoch: 1, jobId: made.job.id, attempt: 1, askId: randomUUID() };
  return { ...made, ask };
}

const reasonOf = async (ask: AskInput) => {
  const answer = await grantGo(pool('gateway'), ask);
  return answer.outcome === 'hold' ? answer.reason : answer.outcome;
};

const another = (ask: AskInput): AskInput => ({ ...ask, askId: randomUUID() });

/** As if it had been granted so long ago. */
const age = ({ jobId }: AskInput, seconds: number) =>
  admin().query('update job set go_granted_at = now() - make_interval(secs => $2) where id = $1', [
    jobId,
    seconds,
  ]);

const actionsOf = async ({ jobId }: AskInput) => {
  const { rows } = await admin().query<{ action: string }>(
    'select action from audit_entry where object_id = $1 order by seq',
    [jobId],
  );
  return rows.map(({ action }) => action);
};

const jobOf = async ({ jobId }: AskInput) => {
  const { rows } = await admin().query<{ state: string; ask: string | null; finished: boolean }>(
    'select state, go_ask_id as ask, finished_at is not null as finished from job where id = $1',
    [jobId],
  );
  return rows[0]!;
};

const say = (ask: AskInput, version: number, state: string, steps: unknown[] = []) =>
  takeStatuses(pool('gateway'), [
    {
      machineId: ask.machineId,
      jobId: ask.jobId,
      attempt: 1,
      version,
      state,
      at: new Date(),
      receivedAt: new Date(),
      detail: null,
      until: null,
      steps,
      before: null,
      after: null,
      unmet: [],
      blockers: [],
    },
  ]);

/** The machine is silent, and the engine looks. */
async function lose(ask: AskInput): Promise<void> {
  await age(ask, 7200);
  await admin().query(
    `update job set started_at = now() - interval '2 hours' where id = $1 and started_at is not null`,
    [ask.jobId],
  );
  await admin().query(
    `update machine_contact set last_seen_at = now() - interval '2 hours' where machine_id = $1`,
    [ask.machineId],
  );
  const lost = await markLostContact(pool('engine'), { silenceSeconds: 1, overdueSeconds: 60 });
  expect(lost.map(({ jobId }) => jobId)).toContain(ask.jobId);
  await admin().query('delete from unjudged_end');
}

describe.each([
  ['the same ask', (ask: AskInput) => ask],
  ['another ask', another],
])('a go that was lost, and %s', (_, again) => {
  it('is taken back and granted anew, each on record', async () => {
    const { ask } = await scene();
    await reasonOf(ask);
    await age(ask, 31);
    const next = again(ask);
    expect(await reasonOf(next)).toBe('granted');
    expect(await jobOf(ask)).toMatchObject({ ask: next.askId });
    expect(await actionsOf(ask)).toEqual(['job.go', 'job.go-lost', 'job.go']);
  });

  it('waits again where it is held, and is granted once that is over', async () => {
    const { ask, rollout } = await scene();
    await reasonOf(ask);
    await age(ask, 31);
    const set = (state: string) =>
      admin().query('update rollout set state = $2 where id = $1', [rollout.id, state]);
    await set('paused');
    expect(await reasonOf(again(ask))).toBe('paused');
    expect(await jobOf(ask)).toMatchObject({ ask: null, finished: false });
    await set('running');
    expect(await reasonOf(another(ask))).toBe('granted');
    expect(await actionsOf(ask)).toEqual(['job.go', 'job.go-lost', 'job.go']);
  });

  it('is cancelled where its rollout is over', async () => {
    const { ask, rollout } = await scene();
    await reasonOf(ask);
    await age(ask, 31);
    await admin().query(`update rollout set state = 'aborted', finished_at = now() where id = $1`, [
      rollout.id,
    ]);
    expect(await reasonOf(again(ask))).toBe('ended');
    expect(await jobOf(ask)).toEqual({ state: 'cancelled', ask: null, finished: true });
    const { rows } = await admin().query(
      `select detail from job_event where job_id = $1 and state = 'cancelled'`,
      [ask.jobId],
    );
    expect(rows).toEqual([{ detail: expect.stringContaining('Nothing was changed') }]);
  });

  it('is cancelled with what it wished of its machine, or not at all', async () => {
    const { ask, machine, rollout } = await scene();
    await reasonOf(ask);
    await age(ask, 31);
    await insertWish(admin(), machine, { rollout, mode: 'on' });
    await admin().query(`update rollout set state = 'aborted', finished_at = now() where id = $1`, [
      rollout.id,
    ]);
    // The wish can't be taken back for now.
    const client = await pool('owner').connect();
    await client.query('begin');
    await client.query('select 1 from machine_desired where machine_id = $1 for update', [machine.id]);
    const asked = grantGo(pool('gateway'), again(ask)).catch((error: Error) => error.message);
    await expect
      .poll(async () => {
        const { rows } = await admin().query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and query like '%machine_desired%'`,
        );
        return rows.length;
      })
      .toBe(1);
    await asked;
    await client.query('rollback');
    client.release();
    expect(await jobOf(ask)).toMatchObject({ finished: false });
    expect(await reasonOf(again(ask))).toBe('ended');
    expect(await findWish(admin(), machine.id)).toBeNull();
  });

  it('is not taken back once it was said to have begun, whatever was said since', async () => {
    for (const said of [['running'], ['running', 'queued'], ['running', 'verifying'], ['verifying']]) {
      const { ask } = await scene();
      await reasonOf(ask);
      for (const [n, state] of said.entries()) await say(ask, n + 2, state);
      await age(ask, 31);
      expect(await reasonOf(again(ask)), said.join()).toBe('already-started');
      expect(await actionsOf(ask)).toEqual(['job.go']);
    }
  });

  it('is not taken back of a machine that was lost after it was said to have begun', async () => {
    const { ask } = await scene();
    await reasonOf(ask);
    await say(ask, 2, 'running', [{ step: { kind: 'set-teredo' } }]);
    await lose(ask);
    expect(await reasonOf(again(ask))).toBe('already-started');
  });

  it('brings a machine back that was lost before it began', async () => {
    const { ask } = await scene();
    await reasonOf(ask);
    await lose(ask);
    expect(await reasonOf(again(ask))).toBe('granted');
    expect(await jobOf(ask)).toMatchObject({ state: 'queued', finished: false });
  });

  it('is not taken back by an older session, another enrolment, or a machine that is not active', async () => {
    const { ask } = await scene();
    await reasonOf(ask);
    await age(ask, 31);
    expect(await reasonOf({ ...again(ask), epoch: 0 })).toBe('superseded');
    await admin().query(`update machine set status = 'quarantined' where id = $1`, [ask.machineId]);
    expect(await reasonOf(again(ask))).toBe('machine-not-active');
    await admin().query(`update machine set status = 'active', enrolment_id = $2 where id = $1`, [
      ask.machineId,
      randomUUID(),
    ]);
    expect(await reasonOf(again(ask))).toBe('other-enrolment');
    expect(await actionsOf(ask)).toEqual(['job.go']);
  });
});

it('has another ask wait for as long as the go may still be used', async () => {
  const { ask } = await scene();
  await reasonOf(ask);
  await age(ask, 10);
  const answer = await grantGo(pool('gateway'), another(ask));
  expect(answer).toMatchObject({ outcome: 'hold', reason: 'busy', tookBack: false });
  expect(answer).toHaveProperty('retryAfterSeconds', 20);
});

it('counts that time from when the same ask got its go last', async () => {
  const { ask } = await scene();
  await reasonOf(ask);
  await age(ask, 29);
  expect(await reasonOf(ask)).toBe('granted');
  expect(await grantGo(pool('gateway'), another(ask))).toMatchObject({
    reason: 'busy',
    retryAfterSeconds: 30,
  });
});

it('is not taken back by an ask that the server was slow with: another may have been let start since', async () => {
  const { ask } = await scene();
  const cameInAt = performance.now() - 40_000;
  await reasonOf(ask);
  await age(ask, 31);
  expect(await reasonOf({ ...another(ask), cameInAt })).toBe('busy');
  expect(await actionsOf(ask)).toEqual(['job.go']);
});

it('takes it back once, however many asks come at once, and lets one begin', async () => {
  const { ask } = await scene();
  await reasonOf(ask);
  await age(ask, 31);
  const reasons = await Promise.all(Array.from({ length: 8 }, () => reasonOf(another(ask))));
  expect(reasons.filter((reason) => reason === 'granted')).toHaveLength(1);
  expect(await actionsOf(ask)).toEqual(['job.go', 'job.go-lost', 'job.go']);
});

it('is not taken back by an ask that came in time and waited, but by the next', async () => {
  const { ask, rollout } = await scene();
  await reasonOf(ask);
  const client = await pool('owner').connect();
  await client.query('begin');
  await client.query('select 1 from rollout where id = $1 for update', [rollout.id]);
  const next = another(ask);
  // Three seconds in which to ask, however busy the machine is.
  await age(ask, 27);
  const waiting = reasonOf(next);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  await client.query('rollback');
  client.release();
  expect(await waiting).toBe('busy');
  expect(await reasonOf(next)).toBe('granted');
  expect(await actionsOf(ask)).toEqual(['job.go', 'job.go-lost', 'job.go']);
  expect(await reasonOf(another(ask))).toBe('busy');
});

async function makePlanned(limits: object): Promise<RolloutRef> {
  const { scopeId } = await insertMachine(admin());
  const rollout = await insertRollout(admin(), scopeId, { kind: 'planned' });
  await admin().query('update rollout set plan = plan || $2 where id = $1', [rollout.id, { limits }]);
  await admin().query(
    `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
     values ($1, 0, $2, 'canary', '{}', '{}', 60, now())`,
    [rollout.id, scopeId],
  );
  return rollout;
}

async function addAsker(rollout: RolloutRef): Promise<AskInput> {
  const machine = await insertMachine(admin());
  await insertContact(admin(), machine.id);
  await admin().query(
    `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
    [rollout.id, machine.id, rollout.scopeId],
  );
  const { id } = await insertJob(admin(), rollout, machine, {});
  return { machineId: machine.id, epoch: 1, jobId: id, attempt: 1, askId: randomUUID() };
}

it('gives the place of one that was lost to the next machine, and has the lost one wait for a place', async () => {
  const rollout = await makePlanned({ atOnce: 1, perMinute: null });
  const first = await addAsker(rollout);
  const second = await addAsker(rollout);
  expect(await reasonOf(first)).toBe('granted');
  await lose(first);
  expect(await reasonOf(second)).toBe('granted');
  expect(await reasonOf(another(first))).toBe('at-once');
  expect(await jobOf(first)).toMatchObject({ state: 'queued', ask: null });
});

it('voids what was acknowledged of it: what becomes of it now is news', async () => {
  const rollout = await makePlanned({ atOnce: null, perMinute: null });
  const ask = await addAsker(rollout);
  await reasonOf(ask);
  await lose(ask);
  await admin().query('update rollout_member set acknowledged_attempt = 1 where machine_id = $1', [
    ask.machineId,
  ]);
  expect(await reasonOf(another(ask))).toBe('granted');
  const { rows } = await admin().query(
    'select acknowledged_attempt as seen from rollout_member where machine_id = $1',
    [ask.machineId],
  );
  expect(rows).toEqual([{ seen: null }]);
});
