import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { toCsv } from '../src/report/to-csv';
import { finishJob, toggle } from './support/changes';
import { TestFleet } from './support/fleet';

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
        const expected = rows.map((row) => row.map((cell) => (dangerous.test(cell) ? `'${cell}` : cell)));
        expect(parseCsv(toCsv(rows))).toEqual(expected);
      }),
    );
  });
});
