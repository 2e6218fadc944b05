import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildJobReport, REPORT_COLUMNS, type ReportedJob, type ReportedReceipt, reportRows } from '../src';

const meta = {
  generatedAt: '2026-11-23T10:00:00.000Z',
  asOf: '2026-11-22T10:00:00.000Z',
  toldKeptSince: null,
  generatedBy: 'Ada',
  scope: 'Default',
};
const word = fc.string({ maxLength: 12 });

const receipt: fc.Arbitrary<ReportedReceipt> = fc.record({
  session: word,
  user: fc.option(word),
  channel: word,
  language: word,
  textSha256: word,
  displayedAt: fc.option(word),
  answeredAt: fc.option(word),
  answer: word,
  deferredUntil: fc.option(word),
  deferrals: fc.nat(9),
  overriddenBy: fc.constantFrom([], ['Ada', 'Grace']),
});

const observation = fc.record({
  configured: fc.record({ type: word, typeSetBy: word, serverName: fc.option(word) }),
  effective: fc.record({ type: word, state: word, role: fc.option(word), address: fc.option(word) }),
  reachable: fc.record({ verdict: word }),
});

const job: fc.Arbitrary<ReportedJob> = fc.record({
  id: word,
  machine: fc.record({ id: word, hostname: word, simulated: fc.boolean() }),
  attempt: fc.integer({ min: 1, max: 9 }),
  state: fc.constantFrom('verified', 'failed', 'running', '__proto__'),
  terminal: fc.boolean(),
  detail: fc.option(word),
  work: fc.constant({ kind: 'apply' }),
  steps: fc.array(
    fc.record({
      step: fc.record({ kind: word }),
      outcome: word,
      exitCode: fc.option(fc.integer()),
      output: word,
      startedAt: word,
      finishedAt: word,
    }),
    { maxLength: 3 },
  ),
  unmet: fc.array(fc.record({ fact: word, wanted: word, found: word }), { maxLength: 2 }),
  blockers: fc.array(fc.record({ code: word, text: word }), { maxLength: 2 }),
  before: fc.option(observation),
  after: fc.option(observation),
  createdAt: word,
  startedAt: fc.option(word),
  finishedAt: fc.option(word),
  receipts: fc.array(receipt, { maxLength: 3 }),
});

const rollout = fc.record({
  id: word,
  name: word,
  kind: word,
  state: word,
  author: fc.record({ id: word, name: word }),
  reason: fc.option(word),
  planHash: word,
  createdAt: word,
  startedAt: fc.option(word),
  finishedAt: fc.option(word),
  approvals: fc.array(fc.record({ approver: word, kind: word, at: word, reason: fc.option(word) }), {
    maxLength: 2,
  }),
  noticePolicy: fc.constant({ kind: 'inform' }),
  noticeTexts: fc.constant([]),
  jobs: fc.array(job, { maxLength: 4 }),
});

describe('job report', () => {
  it('counts every job, state, step and receipt', () => {
    fc.assert(
      fc.property(rollout, (one) => {
        const { counts } = buildJobReport(one, meta);
        expect(counts.jobs).toBe(one.jobs.length);
        expect(counts.finished).toBe(one.jobs.filter((each) => each.terminal).length);
        expect(Object.values(counts.byState).reduce((sum, n) => sum + n, 0)).toBe(one.jobs.length);
        expect(counts.receipts).toBe(one.jobs.flatMap((each) => each.receipts).length);
        expect(counts.steps).toBe(one.jobs.flatMap((each) => each.steps).length);
      }),
    );
  });

  it('keeps the whole rollout and says who made it, when, in which zone and scope', () => {
    fc.assert(
      fc.property(rollout, (one) => {
        const report = buildJobReport(one, meta);
        expect(report.rollout).toEqual(one);
        expect(report).toMatchObject({ ...meta, timeZone: 'UTC' });
      }),
    );
  });

  it('has a row for every receipt and one for a job without, each as wide as the headings', () => {
    fc.assert(
      fc.property(rollout, (one) => {
        const [headings, ...rows] = reportRows(buildJobReport(one, meta));
        expect(headings).toEqual([...REPORT_COLUMNS]);
        expect(rows).toHaveLength(one.jobs.reduce((sum, each) => sum + Math.max(1, each.receipts.length), 0));
        for (const row of rows) expect(row).toHaveLength(REPORT_COLUMNS.length);
      }),
    );
  });

  it.each([
    ['2026-11-21T09:00:00.000Z', 'no receipt; receipts are kept since 2026-11-21T12:00:00.000Z'],
    ['2026-11-21T13:00:00.000Z', 'no receipt'],
    [null, 'no receipt'],
  ])('says where receipts of a change that ended at %s may have been removed', (finishedAt, answer) => {
    const [one] = fc.sample(job, { numRuns: 1, seed: 7 });
    const [base] = fc.sample(rollout, { numRuns: 1, seed: 7 });
    const subject = { ...base!, jobs: [{ ...one!, finishedAt, receipts: [] }] };
    const [headings, row] = reportRows(
      buildJobReport(subject, { ...meta, toldKeptSince: '2026-11-21T12:00:00.000Z' }),
    );
    expect(row![headings!.indexOf('Notice answer')]).toBe(answer);
  });

  it('puts a value under its heading', () => {
    const [one] = fc.sample(job, { numRuns: 1, seed: 7 });
    const [base] = fc.sample(rollout, { numRuns: 1, seed: 7 });
    const given: ReportedReceipt = {
      session: 'tty1',
      user: 'ada',
      channel: 'terminal',
      language: 'de',
      textSha256: 'ab',
      displayedAt: 'd',
      answeredAt: 'a',
      answer: 'acknowledged',
      deferredUntil: 'u',
      deferrals: 1,
      overriddenBy: ['Ada', 'Grace'],
    };
    const subject = { ...base!, planHash: 'HASH', jobs: [{ ...one!, state: 'verified', receipts: [given] }] };
    const [headings, row] = reportRows(buildJobReport(subject, meta));
    const cell = (name: (typeof REPORT_COLUMNS)[number]) => row![headings!.indexOf(name)];
    expect(cell('As of (UTC)')).toBe(meta.asOf);
    expect(cell('Plan SHA-256')).toBe('HASH');
    expect(cell('Result')).toBe('verified');
    expect(cell('Machine')).toBe(one!.machine.hostname);
    expect(cell('Notice user')).toBe('ada');
    expect(cell('Notice answer')).toBe('acknowledged');
    expect(cell('Notice deferred until (UTC)')).toBe('u');
    expect(cell('Notice round')).toBe('2');
    expect(cell('Answer not waited for, decided by')).toBe('Ada; Grace');
    expect(cell('Configured before')).toBe(one!.before?.configured.type ?? '');
    expect(cell('Reachable after')).toBe(one!.after?.reachable.verdict ?? '');
  });
});
