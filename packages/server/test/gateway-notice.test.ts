import { createHash, randomUUID } from 'node:crypto';
import { answerNotice, noticePage } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { offerJob } from './support/offer-job';
import { connect, enrolMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const admin = () => bench.database.pool('admin');
const notice = () => bench.database.pool('notice');
const CODE = 'NDZTYNQ3W4XGTFQ4EESD';
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** A machine whose users are being told, in a session that has said where they may answer. */
async function scene(code: string) {
  const machine = await enrolMachine(bench);
  const { job } = await offerJob(bench, machine);
  await admin().query(
    `update job set state = 'notifying', notice = jsonb_set(notice, '{policy,kind}', '"defer"') where id = $1`,
    [job.id],
  );
  const session = await connect(bench, machine);
  const link = { type: 'notice-link', n: 1, jobId: job.id, attempt: 1, session: 'pts/3' };
  session.send({ ...link, codeSha256: sha256(code).toString('hex') });
  await session.next('ack');
  const answer = (said: 'acknowledged' | 'deferred', until: Date | null = null) =>
    answerNotice(notice(), {
      codeSha256: sha256(code),
      code,
      answer: said,
      until,
      language: 'de',
      textSha256: 'ab'.repeat(32),
      address: '192.0.2.7',
    });
  const outcomes = async () => {
    const found = await admin().query('select outcome, code from notice_answer where job_id = $1', [job.id]);
    return found.rows;
  };
  return { machine, job, session, answer, outcomes };
}

describe('an answer of the page', () => {
  it('goes to the machine with its code as proof, in every session until the machine has said what became of it', async () => {
    const { machine, job, session, answer, outcomes } = await scene(CODE);
    const until = new Date('2031-03-04T05:06:07.000Z');
    expect(await answer('deferred', until)).toBe('kept');
    const told = await session.next('notice-answer');
    expect(told).toEqual({
      type: 'notice-answer',
      id: expect.any(String),
      jobId: job.id,
      attempt: 1,
      session: 'pts/3',
      code: CODE,
      answer: 'deferred',
      until: until.getTime(),
      language: 'de',
      textSha256: 'ab'.repeat(32),
      at: expect.any(Number),
    });
    session.close();

    const second = await connect(bench, machine);
    expect(await second.next('notice-answer')).toEqual(told);
    second.send({ type: 'notice-answer-outcome', n: 2, id: told.id, outcome: 'taken', at: Date.now() });
    await second.next('ack');
    expect(await outcomes()).toEqual([{ outcome: 'taken', code: null }]);
    second.close();

    const third = await connect(bench, machine);
    third.send({ type: 'heartbeat' });
    expect(await answer('acknowledged')).toBe('kept');
    expect((await third.next('notice-answer')).answer).toBe('acknowledged');
    third.close();
  });

  it('is settled by its own machine alone, and by its first word', async () => {
    const { session, answer, outcomes } = await scene('JE129XJ86MHAQD8KFN86');
    const stranger = await connect(bench, await enrolMachine(bench));
    await answer('acknowledged');
    const { id } = await session.next('notice-answer');
    const outcome = { type: 'notice-answer-outcome', n: 5, id, at: 1 };
    stranger.send({ ...outcome, outcome: 'taken' });
    await stranger.next('ack');
    expect(await outcomes()).toEqual([{ outcome: null, code: 'JE129XJ86MHAQD8KFN86' }]);
    for (const word of ['too-late', 'taken']) {
      session.send({ ...outcome, outcome: word });
      await session.next('ack');
    }
    expect(await outcomes()).toEqual([{ outcome: 'too-late', code: null }]);
    for (const one of [session, stranger]) one.close();
  });
});

describe('a nudge', () => {
  const ask = (jobId: string, at: Date) =>
    admin().query(
      'insert into notice_nudge (job_id, scope_id, at) select id, scope_id, $2 from job where id = $1',
      [jobId, at],
    );

  it('goes to the machine in every session, the newest alone, until its notice is answered', async () => {
    const { machine, job, session } = await scene('DDDDDDDDDDDDDDDDDDDD');
    session.close();
    const [first, newest] = [new Date(Date.now() - 60_000), new Date()];
    await ask(job.id, first);
    await ask(job.id, newest);
    for (let times = 0; times < 2; times += 1) {
      const again = await connect(bench, machine);
      expect(await again.next('nudge')).toEqual({
        type: 'nudge',
        jobId: job.id,
        attempt: 1,
        at: newest.getTime(),
      });
      again.close();
    }
    await admin().query(`update job set state = 'waiting-window' where id = $1`, [job.id]);
    const last = await connect(bench, machine);
    await last.next('offer');
    last.send({ type: 'heartbeat' });
    expect(last.received.filter(({ type }) => type === 'nudge')).toEqual([]);
    last.close();
  });
});

describe('a link', () => {
  it('says anew with each round how often its notice can be put off still, and an older agent’s says nothing', async () => {
    const code = 'ZZZZZZZZZZZZZZZZZZZZ';
    const { job, session } = await scene(code);
    const codeSha256 = sha256(code).toString('hex');
    const left = async () => (await noticePage(notice(), sha256(code)))?.deferralsLeft;
    expect(await left()).toBeNull();
    for (const [n, deferralsLeft] of [3, 2, 2, 0].entries()) {
      const link = { type: 'notice-link', n: n + 2, jobId: job.id, attempt: 1, session: 'pts/3' };
      session.send({ ...link, codeSha256, deferralsLeft });
      await session.next('ack');
      expect(await left()).toBe(deferralsLeft);
    }
    const other = { type: 'notice-link', n: 6, jobId: job.id, attempt: 1, session: 'pts/4', codeSha256 };
    session.send({ ...other, deferralsLeft: 9 });
    await session.next('ack');
    expect(await left(), 'the same code of another session changes nothing').toBe(0);
    session.close();
  });

  it('of another machine’s job, or of none, is acknowledged and opens nothing', async () => {
    const { job } = await scene('0123456789ABCDEFGHJK');
    const stranger = await connect(bench, await enrolMachine(bench));
    for (const [n, jobId] of [job.id, randomUUID()].entries()) {
      const codeSha256 = sha256(`FREMD${n}`).toString('hex');
      stranger.send({ type: 'notice-link', n: n + 1, jobId, attempt: 1, session: 'pts/3', codeSha256 });
      await stranger.next('ack');
      expect(await noticePage(notice(), sha256(`FREMD${n}`))).toBeNull();
    }
    stranger.close();
  });

  it('takes over no other job’s, and one made anew for the session takes the place of the one before', async () => {
    const mine = await scene('AAAAAAAAAAAAAAAAAAAA');
    const other = await scene('BBBBBBBBBBBBBBBBBBBB');
    const link = { type: 'notice-link', jobId: other.job.id, attempt: 1, session: 'pts/3' };
    other.session.send({ ...link, n: 7, codeSha256: sha256('AAAAAAAAAAAAAAAAAAAA').toString('hex') });
    await other.session.next('ack');
    expect((await noticePage(notice(), sha256('AAAAAAAAAAAAAAAAAAAA')))?.hostname).toBe(
      mine.machine.host.hostname,
    );
    other.session.send({ ...link, n: 8, codeSha256: sha256('CCCCCCCCCCCCCCCCCCCC').toString('hex') });
    await other.session.next('ack');
    expect(await noticePage(notice(), sha256('BBBBBBBBBBBBBBBBBBBB'))).toBeNull();
    expect(await noticePage(notice(), sha256('CCCCCCCCCCCCCCCCCCCC'))).not.toBeNull();
    for (const one of [mine.session, other.session]) one.close();
  });
});
