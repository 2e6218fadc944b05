import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type AskInput, answerNotice, grantGo } from '../src';
import {
  insertContact,
  insertNoticeLink,
  insertReceipt,
  type JobRef,
  type JobRest,
  noticePolicy,
  type ReceiptRest,
} from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob } = useJobDatabase();
const gateway = () => pool('gateway');

async function scene(
  rest: JobRest = {},
  rollout: { state?: string } = {},
  machine: { status?: string } = {},
) {
  const made = await makeJob(rest, rollout, machine);
  const machineId = made.machine.id;
  await insertContact(admin(), machineId);
  const ask: AskInput = { machineId, epoch: 1, jobId: made.job.id, attempt: 1, askId: randomUUID() };
  return { ...made, ask };
}

const grant = (ask: AskInput) => grantGo(gateway(), ask);
const reasonOf = async (ask: AskInput) => {
  const answer = await grant(ask);
  return answer.outcome === 'hold' ? answer.reason : answer.outcome;
};

it('grants a signed job of a running rollout and audits it', async () => {
  const { ask, job } = await scene();
  expect(await grant(ask)).toMatchObject({ outcome: 'granted' });
  const { rows } = await admin().query(`select action from audit_entry where object_id = $1`, [job.id]);
  expect(rows).toEqual([{ action: 'job.go' }]);
});

it('repeats the grant to the same ask and audits it once', async () => {
  const { ask, job } = await scene();
  const first = await grant(ask);
  expect(await grant(ask)).toEqual(first);
  const { rows } = await admin().query('select 1 from audit_entry where object_id = $1', [job.id]);
  expect(rows).toHaveLength(1);
});

it('gives the same ask one grant when it comes many times at once', async () => {
  const { ask, job } = await scene();
  const answers = await Promise.all(Array.from({ length: 8 }, () => grant(ask)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ outcome: 'granted' });
  const { rows } = await admin().query('select 1 from audit_entry where object_id = $1', [job.id]);
  expect(rows).toHaveLength(1);
});

it('grants exactly one of many asks that come at once', async () => {
  const { ask } = await scene();
  const answers = await Promise.all(Array.from({ length: 12 }, () => grant({ ...ask, askId: randomUUID() })));
  expect(answers.filter((answer) => answer.outcome === 'granted')).toHaveLength(1);
});

describe('holds', () => {
  const cases: [string, JobRest, { state?: string }, { status?: string }][] = [
    ['paused', {}, { state: 'paused' }, {}],
    ['paused', {}, { state: 'approved' }, {}],
    ['rollout-closed', {}, { state: 'aborted' }, {}],
    ['machine-not-active', {}, {}, { status: 'quarantined' }],
    ['machine-not-active', {}, {}, { status: 'pending' }],
    ['machine-not-active', {}, {}, { status: 'retired' }],
    ['not-yet', { notBefore: 100 }, {}, {}],
    ['too-late', { notBefore: -100, notAfter: -1 }, {}, {}],
    ['not-signed', { state: 'requested' }, {}, {}],
    ['cancelled', { cancelRequested: true }, {}, {}],
    ['already-started', { state: 'running' }, {}, {}],
    ['outside-window', { windows: [[Date.now() + 60_000, Date.now() + 120_000]] }, {}, {}],
    ['outside-window', { windows: [[Date.now() - 120_000, Date.now() - 60_000]] }, {}, {}],
  ];
  it.each(cases)('%s: %j %j %j', async (reason, job, rollout, machine) => {
    const { ask } = await scene(job, rollout, machine);
    expect(await reasonOf(ask)).toBe(reason);
  });

  it('says superseded to an older session', async () => {
    const { ask } = await scene();
    await admin().query('update machine_contact set epoch = 2 where machine_id = $1', [ask.machineId]);
    expect(await reasonOf(ask)).toBe('superseded');
  });

  it('says unknown-job to another machine', async () => {
    const { ask } = await scene();
    const other = await scene();
    expect(await reasonOf({ ...ask, machineId: other.machine.id })).toBe('unknown-job');
  });

  it('says unknown-job for another attempt', async () => {
    const { ask } = await scene();
    expect(await reasonOf({ ...ask, attempt: 2 })).toBe('unknown-job');
  });

  it('says other-enrolment after the machine enrolled again', async () => {
    const { ask } = await scene();
    await admin().query('update machine set enrolment_id = $2 where id = $1', [ask.machineId, randomUUID()]);
    expect(await reasonOf(ask)).toBe('other-enrolment');
  });

  it('says ended for a job at its end', async () => {
    const { ask, job } = await scene();
    await admin().query(`update job set state = 'cancelled', finished_at = now() where id = $1`, [job.id]);
    expect(await reasonOf(ask)).toBe('ended');
  });

  it('tells when to ask again', async () => {
    const { ask } = await scene({ notBefore: 100 });
    expect(await grant(ask)).toEqual({
      outcome: 'hold',
      reason: 'not-yet',
      retryAfterSeconds: 100,
      tookBack: false,
    });
  });

  it('starts inside a window', async () => {
    const { ask } = await scene({ windows: [[Date.now() - 60_000, Date.now() + 60_000]] });
    expect(await reasonOf(ask)).toBe('granted');
  });
});

describe('brake', () => {
  it('holds everything while it is on', async () => {
    const { ask } = await scene();
    await admin().query('update brake set "on" = true');
    expect(await reasonOf(ask)).toBe('brake');
    await admin().query('update brake set "on" = false');
    expect(await reasonOf(ask)).toBe('granted');
  });

  it('outranks a grant that waits for it', async () => {
    const { ask } = await scene();
    const client = await admin().connect();
    await client.query('begin');
    await client.query('update brake set "on" = true');
    const waiting = grant(ask);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.query('commit');
    expect(await waiting).toMatchObject({ outcome: 'hold', reason: 'brake' });
    await client.query('update brake set "on" = false');
    client.release();
  });
});

it('is outranked by a pause that began before it', async () => {
  const { ask, rollout } = await scene();
  const client = await pool('owner').connect();
  await client.query('begin');
  await client.query(`update rollout set state = 'paused' where id = $1`, [rollout.id]);
  const waiting = grant(ask);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await client.query('commit');
  client.release();
  expect(await waiting).toMatchObject({ outcome: 'hold', reason: 'paused' });
});

it('is outranked by a cancellation that began before it', async () => {
  const { ask, job } = await scene();
  const client = await pool('owner').connect();
  await client.query('begin');
  await client.query('update job set cancel_requested_at = now() where id = $1', [job.id]);
  const waiting = grant(ask);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await client.query('commit');
  client.release();
  expect(await waiting).toMatchObject({ outcome: 'hold', reason: 'cancelled' });
});

it('lets a pause through while grants of the same rollout keep coming', async () => {
  const { machine, rollout } = await scene();
  let stopped = false;
  const workers = Array.from({ length: 6 }, async () => {
    while (!stopped) {
      await grant({ machineId: machine.id, epoch: 1, jobId: randomUUID(), attempt: 1, askId: randomUUID() });
      await gateway().query('select 1 from rollout where id = $1 for share', [rollout.id]);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const paused = pool('owner')
    .query(`update rollout set state = 'paused' where id = $1`, [rollout.id])
    .then(() => 'paused');
  // Where it has to let each grant go first it never comes to its turn.
  const first = await Promise.race([paused, delay(20_000, 'it waits', { ref: false })]);
  stopped = true;
  await Promise.all([...workers, paused]);
  expect(first).toBe('paused');
});

describe('notice', () => {
  type Case = [string, string, Record<string, unknown>, ReceiptRest[]];
  const ack: ReceiptRest = { answer: 'acknowledged' };
  const toldBefore: ReceiptRest = {
    answer: 'suppressed',
    displayedSecondsAgo: null,
    receivedSecondsAgo: 120,
  };
  const cases: Case[] = [
    ['granted', 'none', {}, []],
    ['notice-missing', 'inform', {}, []],
    ['granted', 'inform', {}, [{ answer: 'informed' }]],
    ['granted', 'inform', {}, [{ answer: 'timed-out' }]],
    ['notice-missing', 'inform', {}, [{ answer: 'informed', displayedSecondsAgo: null }]],
    ['refused', 'inform', {}, [{ answer: 'refused' }]],
    ['granted', 'inform', {}, [{ answer: 'nobody-logged-on', displayedSecondsAgo: null }]],
    [
      'notice-missing',
      'inform',
      { whenNobodyLoggedOn: 'wait' },
      [{ answer: 'nobody-logged-on', displayedSecondsAgo: null }],
    ],
    ['minimum-notice', 'inform', { minimumNoticeSeconds: 60 }, [{ answer: 'informed' }]],
    ['granted', 'inform', { minimumNoticeSeconds: 60 }, [{ answer: 'informed', displayedSecondsAgo: 61 }]],
    ['notice-missing', 'acknowledge', {}, []],
    ['notice-missing', 'acknowledge', {}, [{ answer: 'timed-out' }]],
    ['notice-missing', 'acknowledge', {}, [{ answer: 'closed' }]],
    ['granted', 'acknowledge', {}, [ack]],
    ['granted', 'acknowledge', {}, [{ answer: 'timed-out' }, { ...ack, round: 1 }]],
    ['refused', 'acknowledge', {}, [ack, { session: 'session-2', answer: 'refused' }]],
    ['notice-missing', 'acknowledge', {}, [{ ...ack, attempt: 2 }]],
    ['minimum-notice', 'acknowledge', { minimumNoticeSeconds: 60 }, [ack]],
    // From the first display on, whatever else was told before it to somebody who saw nothing.
    [
      'minimum-notice',
      'acknowledge',
      { minimumNoticeSeconds: 60 },
      [toldBefore, { ...ack, session: 'session-2' }],
    ],
    [
      'granted',
      'acknowledge',
      { minimumNoticeSeconds: 60 },
      [toldBefore, { ...ack, session: 'session-2', displayedSecondsAgo: 61 }],
    ],
    ['granted', 'acknowledge', {}, [{ answer: 'nobody-logged-on', displayedSecondsAgo: null }]],
    [
      'notice-missing',
      'acknowledge',
      {},
      [
        { answer: 'nobody-logged-on', displayedSecondsAgo: null },
        { answer: 'timed-out', round: 1 },
      ],
    ],
    ['deferred', 'defer', {}, [{ answer: 'deferred', deferredForSeconds: 60 }]],
    ['deferred', 'defer', {}, [ack, { session: 'session-2', answer: 'deferred', deferredForSeconds: 60 }]],
    ['granted', 'defer', {}, [{ answer: 'deferred', deferredForSeconds: -1 }]],
    [
      'granted',
      'defer',
      {},
      [
        { answer: 'deferred', deferredForSeconds: 60 },
        { ...ack, round: 1 },
      ],
    ],
    [
      'notice-missing',
      'defer',
      {},
      [
        { answer: 'deferred', deferredForSeconds: -1 },
        { answer: 'timed-out', round: 1 },
      ],
    ],
    ['granted', 'defer', {}, [ack]],
  ];
  it.each(cases)('%s: %s %j with %j', async (expected, kind, policy, receipts) => {
    const { ask, job } = await scene({ notice: noticePolicy(kind as 'none', policy) });
    for (const receipt of receipts) await insertReceipt(admin(), job as JobRef, receipt);
    expect(await reasonOf(ask)).toBe(expected);
  });

  /** Somebody was informed and reads the page, on which the answer given back refuses. */
  async function informed(job: JobRef, code: string): Promise<() => Promise<void>> {
    await insertReceipt(admin(), job, { answer: 'informed' });
    const codeSha256 = await insertNoticeLink(admin(), job, code);
    const read = { language: 'en', textSha256: 'a'.repeat(64), address: '::1' };
    return async () => {
      const said = { ...read, codeSha256, code, answer: 'refused', until: null } as const;
      expect(await answerNotice(pool('notice'), said)).toBe('kept');
    };
  }

  it('a refusal that was given on the page in time is judged by its machine first, for a minute at most', async () => {
    const { ask, job } = await scene({ state: 'notifying', notice: noticePolicy('inform') });
    const refuse = await informed(job as JobRef, '0123456789ABCDEFGHJK');
    await refuse();
    expect(await grant(ask)).toMatchObject({
      outcome: 'hold',
      reason: 'refusal-waits',
      retryAfterSeconds: 2,
    });
    await admin().query(`update notice_answer set at = now() - interval '61 seconds'`);
    expect(await reasonOf(ask)).toBe('granted');
  });

  it('a refusal that comes while the start waits for its locks is seen', async () => {
    const { ask, job } = await scene({ state: 'notifying', notice: noticePolicy('inform') });
    const refuse = await informed(job as JobRef, 'ZYXWVTSRQPNMKJHGFEDC');
    const quarantine = await admin().connect();
    await quarantine.query('begin');
    await quarantine.query('select from machine where id = $1 for update', [ask.machineId]);
    const granted = grant(ask);
    const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(async () => (await admin().query(waits)).rowCount).toBe(1);
    await refuse();
    await quarantine.query('commit');
    quarantine.release();
    expect(await granted).toMatchObject({ outcome: 'hold', reason: 'refusal-waits' });
  });

  it('a refusal that its machine did not take holds nothing, nor an answer of another kind', async () => {
    const { ask, job } = await scene({ state: 'notifying', notice: noticePolicy('acknowledge') });
    await insertReceipt(admin(), job as JobRef, ack);
    const said = `insert into notice_answer (job_id, scope_id, attempt, session, answer, language, text_sha256, address, code, outcome, settled_at)
      select id, scope_id, 1, 'session-1', $2, 'en', repeat('a', 64), '::1', $3, $4::text, case when $4::text is null then null else now() end
      from job where id = $1`;
    await admin().query(said, [job.id, 'refused', null, 'too-late']);
    await admin().query(said, [job.id, 'acknowledged', '0123456789ABCDEFGHJK', null]);
    expect(await reasonOf(ask)).toBe('granted');
  });
});
