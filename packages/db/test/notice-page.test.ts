import { createHash, randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerNotice, expireJobs, type NoticeAnswerInput, noticePage, settleNoticeAnswers } from '../src';
import { insertNoticeLink, insertReceipt, type JobRest, noticePolicy } from '../src/testing';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob } = useJobDatabase();

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newCode = () => Array.from({ length: 20 }, () => LETTERS[randomInt(32)]).join('');
const sha256 = (text: string) => createHash('sha256').update(text).digest();

interface Policy {
  kind?: 'inform' | 'acknowledge' | 'defer';
  mayRefuse?: boolean;
}

/** A job whose notice is asked on a machine, and the link of its session. */
async function scene(
  rest: JobRest = {},
  { kind = 'defer', mayRefuse = true }: Policy = {},
  rollout: { state?: string } = {},
) {
  const made = await makeJob(
    { state: 'notifying', notice: noticePolicy(kind, { mayRefuse }), ...rest },
    rollout,
  );
  const code = newCode();
  const codeSha256 = await insertNoticeLink(admin(), made.job, code);
  const open = () => noticePage(pool('notice'), codeSha256);
  const answer = (said: Partial<NoticeAnswerInput> = {}) =>
    answerNotice(pool('notice'), {
      codeSha256,
      code,
      answer: 'acknowledged',
      until: null,
      language: 'en',
      textSha256: 'a'.repeat(64),
      address: '192.0.2.7',
      ...said,
    });
  const kept = async () =>
    (await admin().query('select * from notice_answer where job_id = $1 order by id', [made.job.id])).rows;
  return { ...made, code, codeSha256, open, answer, kept };
}

const update = (table: string, id: string, change: string) =>
  admin().query(`update ${table} set ${change} where id = $1`, [id]);

describe('what a link opens', () => {
  it('is its session’s notice, and of other sessions no more than when the first of all was told', async () => {
    const { job, machine, open } = await scene();
    await insertReceipt(admin(), job, { answer: 'deferred', deferredForSeconds: 3600 });
    await insertReceipt(admin(), job, { session: 'session-2', answer: 'refused', displayedSecondsAgo: 600 });
    const page = await open();
    expect(page).toMatchObject({
      hostname: machine.hostname,
      timeZone: null,
      superseded: false,
      job: {
        state: 'notifying',
        work: { kind: 'apply' },
        notice: { policy: { kind: 'defer' } },
        before: null,
      },
      rollout: { name: 'Turn Teredo on', reason: null, author: null, email: null },
      organisation: null,
      receipts: [{ answer: 'deferred', deferrals: 0 }],
      answers: [],
    });
    expect(Date.parse(page!.now) - Date.parse(page!.firstDisplayedAt!)).toBeGreaterThan(590_000);
    expect(JSON.stringify(page)).not.toMatch(/session-|refused|userName/);
  });

  it('leaves out what programs printed', async () => {
    const { job, open } = await scene();
    await admin().query(
      `update job set before = '{"os": {}, "evidence": [{"text": "secret"}]}' where id = $1`,
      [job.id],
    );
    expect((await open())?.job.before).toEqual({ os: {} });
  });

  it('is nothing for whatever was never told, and the proof is not the code but its digest', async () => {
    const { code } = await scene();
    for (const guess of [sha256(newCode()), Buffer.alloc(32), Buffer.from(code), Buffer.alloc(0)])
      expect(await noticePage(pool('notice'), guess)).toBeNull();
  });

  it('lasts thirty days after its change is over', async () => {
    const { job, open } = await scene({ state: 'running', goGranted: 1 });
    await update('job', job.id, `state = 'verified', finished_at = now() - interval '29 days 23 hours'`);
    expect(await open()).toMatchObject({ job: { state: 'verified' } });
    const over = await scene({ state: 'running', goGranted: 1 });
    await update('job', over.job.id, `state = 'verified', finished_at = now() - interval '30 days 1 second'`);
    expect(await over.open()).toBeNull();
  });

  it('lasts thirty days after its change can’t begin any more, when nobody ever said how it ended', async () => {
    const day = 86_400;
    expect(await (await scene({ notBefore: -40 * day, notAfter: -29 * day })).open()).not.toBeNull();
    expect(await (await scene({ notBefore: -40 * day, notAfter: -31 * day })).open()).toBeNull();
  });

  it('is nothing once the machine is retired', async () => {
    const { machine, open, answer } = await scene();
    await update('machine', machine.id, `status = 'retired', retired_at = now()`);
    expect([await open(), await answer()]).toEqual([null, 'closed']);
  });

  it.each([
    ['the machine is enrolled anew', 'machine', `enrolment_id = gen_random_uuid()`],
    ['the change is tried again', 'job', 'attempt = 2'],
  ])('says that another is asked now, and takes no answer, once %s', async (_, table, change) => {
    const { machine, job, open, answer, kept } = await scene();
    await update(table, table === 'job' ? job.id : machine.id, change);
    expect([(await open())?.superseded, await answer(), await kept()]).toEqual([true, 'closed', []]);
  });
});

describe('an answer on the page', () => {
  it('came too late where the change has ended before its machine judged it, unless that says otherwise', async () => {
    const { job, machine, answer, kept, open } = await scene({ notBefore: -100, notAfter: 5 });
    expect(await answer({ answer: 'refused' })).toBe('kept');
    const [{ id }] = await kept();
    await update('job', job.id, 'not_after = now()');
    expect((await expireJobs(pool('engine'))).map(({ jobId }) => jobId)).toContain(job.id);
    expect((await open())?.answers).toMatchObject([{ answer: 'refused', outcome: 'too-late' }]);
    expect(await kept()).toMatchObject([{ code: null, outcome: 'too-late' }]);
    const settle = (outcome: string) =>
      settleNoticeAnswers(pool('gateway'), [{ machineId: machine.id, id, outcome }]);
    expect(await settle('taken')).toHaveLength(1);
    expect(await settle('not-offered')).toEqual([]);
    expect((await open())?.answers).toMatchObject([{ outcome: 'taken' }]);
  });

  it('is kept with its proof for the machine, whose gateway is woken', async () => {
    const { code, job, answer, kept, open } = await scene();
    const until = new Date(Date.now() + 600_000);
    expect(await answer({ answer: 'deferred', until })).toBe('kept');
    expect(await kept()).toMatchObject([
      {
        answer: 'deferred',
        until,
        code,
        session: 'session-1',
        attempt: 1,
        address: '192.0.2.7',
        outcome: null,
      },
    ]);
    expect((await open())?.answers).toEqual([
      { answer: 'deferred', until: expect.any(String), at: expect.any(String), outcome: null },
    ]);
    expect((await admin().query('select scope_id from job where id = $1', [job.id])).rows[0].scope_id).toBe(
      (await kept())[0].scope_id,
    );
  });

  it('waits for the one that is on its way, and is taken again after that is settled', async () => {
    const { job, answer, kept } = await scene();
    expect([await answer(), await answer({ answer: 'refused' })]).toEqual(['kept', 'on-its-way']);
    expect(await kept()).toHaveLength(1);
    await pool('gateway').query(
      `update notice_answer set outcome = 'too-late', settled_at = now(), code = null where job_id = $1`,
      [job.id],
    );
    expect(await answer()).toBe('kept');
  });

  it('is one, whoever is quicker', async () => {
    const { answer, kept } = await scene();
    const said = await Promise.all(Array.from({ length: 8 }, () => answer()));
    expect([...said].sort()).toEqual(['kept', ...Array(7).fill('on-its-way')]);
    expect(await kept()).toHaveLength(1);
  });

  it('needs the code itself: its digest alone, as the database has it, answers nothing', async () => {
    const { answer, kept, codeSha256 } = await scene();
    const other = await scene();
    expect(await answer({ code: newCode() })).toBe('closed');
    expect(await answer({ code: other.code })).toBe('closed');
    expect(await answer({ code: codeSha256.toString('hex').slice(0, 20) })).toBe('closed');
    expect(await answer({ codeSha256: sha256(newCode()) })).toBe('closed');
    expect(await kept()).toEqual([]);
  });

  it('refuses and puts off only where the policy lets it', async () => {
    for (const [policy, said, taken] of [
      [{ kind: 'acknowledge', mayRefuse: false }, 'refused', 'closed'],
      [{ kind: 'acknowledge', mayRefuse: true }, 'refused', 'kept'],
      [{ kind: 'acknowledge', mayRefuse: true }, 'deferred', 'closed'],
      [{ kind: 'inform', mayRefuse: true }, 'deferred', 'closed'],
      [{ kind: 'defer', mayRefuse: false }, 'deferred', 'kept'],
    ] as const)
      expect([policy, said, await (await scene({}, policy)).answer({ answer: said })]).toEqual([
        policy,
        said,
        taken,
      ]);
  });

  it.each([
    ['the change began', { state: 'running', goGranted: 1 }],
    ['it waits for its start', { state: 'waiting-window' }],
    ['it is called off', { cancelRequested: true }],
    ['its time is over', { notBefore: -7200, notAfter: -3600 }],
    ['it was never shown', { state: 'queued' }],
  ])('is not taken once %s', async (_, rest) => {
    const { answer, kept } = await scene(rest);
    expect([await answer(), await kept()]).toEqual(['closed', []]);
  });

  it.each(['cancelled', 'expired', 'refused'])('is not taken once the change is %s', async (state) => {
    const { job, answer } = await scene();
    await update('job', job.id, `state = '${state}', finished_at = now()`);
    expect(await answer()).toBe('closed');
  });

  it.each(['offered', 'notifying', 'deferred'])(
    'is taken while the change is %s, paused as well',
    async (state) => {
      expect(await (await scene({ state })).answer()).toBe('kept');
      expect(await (await scene({ state }, {}, { state: 'paused' })).answer()).toBe('kept');
    },
  );

  it('is taken from no machine that is quarantined', async () => {
    const { machine, answer } = await scene();
    await update('machine', machine.id, `status = 'quarantined'`);
    expect(await answer()).toBe('closed');
  });

  it('does not fill a disk: two hundred a session at most', async () => {
    const { job, answer, kept } = await scene();
    await admin().query(
      `insert into notice_answer (job_id, scope_id, attempt, session, answer, language, text_sha256, address, outcome, settled_at)
       select id, scope_id, 1, 'session-1', 'deferred', 'en', 'x', '192.0.2.7', 'not-offered', now()
       from job, generate_series(1, 200) where id = $1`,
      [job.id],
    );
    expect([await answer(), (await kept()).length]).toEqual(['closed', 200]);
  });

  it('is refused by the database when it is no answer', async () => {
    const { answer } = await scene();
    await expect(answer({ answer: 'perhaps' as 'refused' })).rejects.toThrow(/notice_answer_answer/);
    await expect(answer({ until: new Date() })).rejects.toThrow(/notice_answer_until/);
  });
});
