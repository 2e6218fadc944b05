import { takeStatuses } from '@teredo-fleet/db';
import { MAX_INSTANT_MS } from '@teredo-fleet/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReportFacts, readableReport, verbs } from '../src';
import { toCsv } from '../src/report/to-csv';
import { finishJob, grant, toggle } from './support/changes';
import { TestFleet } from './support/fleet';
import { sampleObservation } from './support/sample-observation';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

/** RFC 4180, as a spreadsheet reads it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const body = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < body.length; i++) {
    const char = body[i]!;
    if (quoted && char === '"' && body[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') {
      rows.at(-1)!.push(cell);
      cell = '';
    } else if (!quoted && char === '\r' && body[i + 1] === '\n') {
      rows.at(-1)!.push(cell);
      rows.push([]);
      cell = '';
      i++;
    } else cell += char;
  }
  rows.pop();
  return rows;
}

describe('report.export', () => {
  it('gives who, what, result and counts as JSON, and the entry names its SHA-256', async () => {
    const started = await toggle(fleet, await fleet.machine({ hostname: 'reported' }));
    await finishJob(fleet, started, 'verified');
    const file = await verbs['report.export'](fleet.as('auditor'), {
      rolloutId: started.rolloutId,
      format: 'json',
    });
    expect(JSON.parse(file.body)).toMatchObject({
      scope: 'Everything',
      timeZone: 'UTC',
      generatedBy: fleet.people.get('auditor')!.name,
      counts: { jobs: 1, finished: 1, byState: { verified: 1 }, steps: 1 },
      rollout: {
        author: { name: fleet.people.get('operator')!.name },
        jobs: [{ machine: { hostname: 'reported' } }],
      },
    });
    const [entry] = await fleet.entries(started.rolloutId);
    expect(entry).toMatchObject({
      action: 'report.export',
      after: { format: 'json', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('lets no host name become a formula', async () => {
    const started = await toggle(fleet, await fleet.machine({ hostname: '=HYPERLINK("https://x.example")' }));
    const file = await verbs['report.export'](fleet.as('auditor'), {
      rolloutId: started.rolloutId,
      format: 'csv',
    });
    const [headings, row] = parseCsv(file.body);
    expect(row![headings!.indexOf('Machine')]).toBe(`'=HYPERLINK("https://x.example")`);
    expect(row).toHaveLength(headings!.length);
  });

  it('is made whatever the agent said of its job', async () => {
    const started = await toggle(fleet, await fleet.machine());
    await grant(fleet, started.jobId);
    const step = {
      outcome: 'done',
      exitCode: 0,
      output: '\u001b[2J',
      startedAt: 0,
      finishedAt: MAX_INSTANT_MS,
    } as const;
    const hostile: ReportFacts[] = [
      { detail: null, steps: [], before: {}, after: { configured: null }, unmet: [], blockers: [] },
      {
        detail: null,
        steps: [{ step: {}, ...step }],
        before: null,
        after: null,
        unmet: [{}],
        blockers: [{}],
      },
      {
        detail: null,
        steps: [{ step: { kind: { toString: 1 } }, ...step }],
        before: { ...sampleObservation({ type: 'client', verdict: 'yes', at: 9e15 }), constructor: 1 },
        after: { ...sampleObservation({ type: 'client', verdict: 'yes', at: 1 }) },
        unmet: [{ fact: {}, wanted: [], found: 1, text: { a: 1 } }],
        blockers: [{ code: null, text: {} }],
      },
    ];
    const [row] = await fleet.rows<{ machine_id: string }>('select machine_id from job where id = $1', [
      started.jobId,
    ]);
    for (const [index, said] of hostile.entries()) {
      const now = new Date(fleet.now);
      const state = {
        state: 'running',
        at: now,
        receivedAt: now,
        detail: '\u001b]0;x',
        until: new Date(MAX_INSTANT_MS),
      };
      const report = {
        machineId: row!.machine_id,
        jobId: started.jobId,
        attempt: 1,
        version: index + 1,
        ...state,
      };
      const [taken] = await takeStatuses(fleet.database.pool('gateway'), [
        { ...report, ...readableReport(said) },
      ]);
      expect(taken?.verdict).toBe('accepted');
      const { rolloutId } = started;
      const view = await verbs['rollout.get'](fleet.as('viewer'), { id: rolloutId });
      for (const job of view.jobs) {
        expect(job.before === null || typeof job.before.configured.type === 'string').toBe(true);
        for (const { step: made } of job.steps) expect(typeof made.kind).toBe('string');
        for (const fact of job.unmet)
          expect(Object.values(fact).every((one) => typeof one === 'string')).toBe(true);
      }
      for (const format of ['json', 'csv'] as const) {
        const file = await verbs['report.export'](fleet.as('auditor'), { rolloutId, format });
        expect(file.body).not.toContain('\u001b');
      }
    }
  });
});

describe('toCsv', () => {
  it('reads back what was written, with a quote before what a spreadsheet would run', () => {
    const cells = fc.array(
      fc.array(
        fc.string({ unit: 'binary' }).filter((s) => !s.startsWith('\uFEFF')),
        { minLength: 2, maxLength: 4 },
      ),
      { minLength: 1, maxLength: 4 },
    );
    const dangerous = /^[=+\-@\t\r＝＋－＠]/;
    fc.assert(
      fc.property(cells, (rows) => {
        const shown = (cell: string) => cell.replace(/(?![\n\t])\p{Cc}/gu, '\uFFFD');
        const safe = (cell: string) => (dangerous.test(cell) ? `'${cell}` : cell);
        const expected = rows.map((row) => row.map((cell) => safe(shown(cell))));
        expect(parseCsv(toCsv(rows))).toEqual(expected);
      }),
    );
  });
});
