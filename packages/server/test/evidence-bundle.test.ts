import { execFile, spawnSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleSignedText } from '@teredo-fleet/services';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, faultsOf } from '../../../apps/cli/test/verify/ask';
import { askPython, whyNoPython } from '../../../apps/cli/test/verify/python-verifier';
import { EvidenceBench } from './support/evidence-bench';
import { OVERRIDERS, outcomeRollout, STATES } from './support/outcome-rollout';

let bench: EvidenceBench;
let rolloutId = '';
let id = '';
let folder = '';
const text = (name: string) => readFile(join(folder, name), 'utf8');
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const sql = async <R extends object>(query: string) => (await bench.admin.query<R>(query, [rolloutId])).rows;

beforeAll(async () => {
  bench = await EvidenceBench.open();
  rolloutId = (await outcomeRollout(bench.database)).id;
  id = await bench.make(rolloutId);
  const { rows } = await bench.admin.query('select state, failure from evidence_bundle where id = $1', [id]);
  expect(rows).toEqual([{ state: 'ready', failure: null }]);
  folder = await bench.unpack(id);
}, 120_000);
afterAll(() => bench.close());

const withoutPython = whyNoPython();
const skipped = withoutPython === null ? '' : ` (skipped: ${withoutPython})`;

/** What the second verifier finds wrong with a bundle. */
const judgedByPython = (path: string, fingerprint: string) =>
  askPython([{ path, fingerprint, head: null }])[0]?.faults;

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
const whyNoOffice = hasOffice ? null : ' (skipped: there is no soffice here)';

const hasPdfReader = spawnSync('pdftotext', ['-v']).status === 0;
const whyNoPdfReader = hasPdfReader ? '' : ' (skipped: there is no pdftotext here)';

const WORKBOOK = fileURLToPath(new URL('./support/read_workbook.py', import.meta.url));

/** The sheets of a workbook, read by another program than the one that wrote it. */
async function workbook(path: string): Promise<Record<string, string[][]>> {
  const { stdout } = await promisify(execFile)('python3', [WORKBOOK, path], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** The records of a CSV, its heading first, as another library reads them; what guards a formula is taken off. */
async function records(name: string): Promise<string[][]> {
  const rows: string[][] = parse(await text(name), { bom: true, relax_column_count: false });
  return rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/u, '')));
}

async function column(name: string, heading: string): Promise<string[]> {
  const [head, ...rows] = await records(name);
  const at = head!.indexOf(heading);
  expect(at, heading).toBeGreaterThanOrEqual(0);
  return rows.map((row) => row[at]!);
}

describe('a bundle of a rollout with every outcome', () => {
  it('is signed over its manifest, which names every file', async () => {
    const manifest = await text('manifest.json');
    const { signature, publicKey } = JSON.parse(await text('manifest.sig.json'));
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(publicKey, 'base64'),
    ]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const signed = Buffer.from(bundleSignedText(manifest));
    expect(verify(null, signed, key, Buffer.from(signature, 'base64'))).toBe(true);
    for (const { name, bytes, sha256: digest } of JSON.parse(manifest).files) {
      const content = await readFile(join(folder, name));
      expect([name, content.length, sha256(content)]).toEqual([name, bytes, digest]);
    }
  });

  it('has the digest of every row, in order', async () => {
    const lines = (await text('rows.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (name: string) => lines.filter(({ file }) => file === name).map((line) => line.sha256);
    for (const name of ['machines.csv', 'receipts.csv', 'audit.csv']) {
      const rows = (await text(name)).split('\r\n').slice(1, -1);
      expect(of(name)).toEqual(rows.map(sha256));
    }
    const report = (await text('report.json')).split('\n');
    const elements = report.slice(report.indexOf('"machines":[') + 1, report.indexOf(']}'));
    expect(of('report.json')).toEqual(elements.map((line) => sha256(line.replace(/,$/, ''))));
  });

  /** What stands under these headings, record by record. */
  async function told(name: string, headings: readonly string[]): Promise<Record<string, string>[]> {
    const columns = await Promise.all(headings.map((heading) => column(name, heading)));
    return columns[0]!.map((_, row) =>
      Object.fromEntries(headings.map((heading, at) => [heading, columns[at]![row]!])),
    );
  }

  const iso = (value: string) =>
    `coalesce(to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '')`;
  const yesNo = (value: string) => `case when ${value} then 'yes' else 'no' end`;
  const facts = (part: 'before' | 'after') => ({
    [`Teredo ${part}`]: `coalesce(j.${part} #>> '{configured,type}', '')`,
    [`Set by ${part}`]: `coalesce(j.${part} #>> '{configured,typeSetBy}', '')`,
    [`Server ${part}`]: `coalesce(j.${part} #>> '{configured,serverName}', '')`,
    [`State ${part}`]: `coalesce(j.${part} #>> '{effective,state}', '')`,
    [`Address ${part}`]: `coalesce(j.${part} #>> '{effective,address}', '')`,
    [`Reachable ${part}`]: `coalesce(j.${part} #>> '{reachable,verdict}', '')`,
    [`Service ${part}`]: `coalesce(j.${part} #>> '{service,state}', '')`,
  });

  it('counts every machine again from the tables, cell by cell, names with quotes, line feeds, right-to-left marks and emoji too, with each outcome that there is', async () => {
    const cells: Record<string, string> = {
      Machine: 'm.hostname',
      'Machine id': 'm.id::text',
      Simulated: yesNo('m.simulated'),
      Platform: 'm.platform',
      'Agent version': 'm.agent_version',
      'Agent key SHA-256': `encode(sha256(m.agent_key), 'hex')`,
      Wave: `(r.wave + 1)::text`,
      'Late since (UTC)': iso('r.late_at'),
      'Machine state': `case when r.excluded is not null then 'excluded' else coalesce(
        (select c.state from job c where c.rollout_id = r.rollout_id and c.machine_id = m.id order by c.attempt desc limit 1), 'waiting-wave') end`,
      Attempt: `coalesce(j.attempt::text, '')`,
      Counts: `coalesce(${yesNo('j.attempt = r.attempt')}, '')`,
      'Job id': `coalesce(j.id::text, '')`,
      Result: `coalesce(j.state, '')`,
      Detail: `coalesce(j.detail, '')`,
      'Requested (UTC)': iso('j.created_at'),
      'Signed (UTC)': iso('j.signed_at'),
      'Signed SHA-256': `coalesce(encode(sha256(j.payload), 'hex'), '')`,
      'Offered (UTC)': iso('j.offered_at'),
      'Start granted (UTC)': iso('j.go_granted_at'),
      'Started (UTC)': iso('j.started_at'),
      'Finished (UTC)': iso('j.finished_at'),
      ...facts('before'),
      ...facts('after'),
      Steps: `coalesce((select string_agg((s #>> '{step,kind}') || ': ' || (s ->> 'outcome') || ' (exit ' || (s ->> 'exitCode') || ')', '; ')
        from jsonb_array_elements(j.steps) s), '')`,
      'Not as wanted': `coalesce((select string_agg((u ->> 'fact') || ': wanted ' || (u ->> 'wanted') || ', found ' || (u ->> 'found'), '; ')
        from jsonb_array_elements(j.unmet) u), '')`,
      Blockers: `coalesce((select string_agg((b ->> 'code') || ': ' || (b ->> 'text'), '; ') from jsonb_array_elements(j.blockers) b), '')`,
      Notices: `case when j.id is null then '' else (select count(*)::text from receipt t where t.job_id = j.id) end`,
    };
    const list = Object.entries(cells).map(([heading, value]) => `${value} as "${heading}"`);
    const stored = await sql<Record<string, string>>(
      `select ${list.join(', ')}
       from rollout_member r join machine m on m.id = r.machine_id
       left join job j on j.rollout_id = r.rollout_id and j.machine_id = m.id
       where r.rollout_id = $1 order by m.id, j.attempt`,
    );
    for (const row of stored) if (row['Job id'] === '') row.Counts = '';
    expect(await told('machines.csv', Object.keys(cells))).toEqual(stored);
    const states = new Set(stored.map((row) => row['Machine state']));
    expect([...states].sort()).toEqual([...STATES, 'excluded', 'waiting-wave'].sort());
  });

  it('counts every receipt and every entry again, cell by cell', async () => {
    const receipts: Record<string, string> = {
      Machine: 'm.hostname',
      'Machine id': 'm.id::text',
      Attempt: 'j.attempt::text',
      'Job id': 'j.id::text',
      'Receipt id': 'r.id::text',
      Session: 'r.session',
      User: `coalesce(r.user_name, '')`,
      Channel: 'r.channel',
      Language: 'r.language',
      'Text SHA-256': 'r.text_sha256',
      'Queued (UTC)': iso('r.queued_at'),
      'On agent (UTC)': iso('r.on_agent_at'),
      'Displayed (UTC)': iso('r.displayed_at'),
      'Answered (UTC)': iso('r.answered_at'),
      Answer: 'r.answer',
      'Deferred until (UTC)': iso('r.deferred_until'),
      Deferrals: 'r.deferrals::text',
      'Not waited for, decided by': `array_to_string(r.overridden_by, '; ')`,
    };
    const select = (cells: Record<string, string>) =>
      Object.entries(cells)
        .map(([heading, value]) => `${value} as "${heading}"`)
        .join(', ');
    expect(await told('receipts.csv', Object.keys(receipts))).toEqual(
      await sql(
        `select ${select(receipts)} from receipt r join job j on j.id = r.job_id join machine m on m.id = j.machine_id
         where j.rollout_id = $1 order by m.id, j.attempt, r.received_at, r.id`,
      ),
    );
    expect((await records('receipts.csv'))[0]).toEqual(Object.keys(receipts));
    const entries: Record<string, string> = {
      Number: 'e.seq::text',
      Link: 'l.number::text',
      'At (UTC)': iso('e.at'),
      'Actor kind': 'e.actor_kind',
      Actor: 'e.actor_name',
      'Actor id': `coalesce(e.actor_id, '')`,
      'API token': `coalesce(e.actor_token, '')`,
      Action: 'e.action',
      'Object kind': 'e.object_kind',
      Object: `coalesce(e.object_name, '')`,
      'Object id': `coalesce(e.object_id, '')`,
      Outcome: 'e.outcome',
      Reason: `coalesce(e.reason, '')`,
      Request: `coalesce(e.request_id, '')`,
      Address: `coalesce(e.address, '')`,
      'Entry SHA-256': `encode(l.entry_sha256, 'hex')`,
    };
    const { head } = JSON.parse(await text('manifest.json'));
    expect(await told('audit.csv', Object.keys(entries))).toEqual(
      await sql(
        `select ${select(entries)} from audit_entry e join audit_link l on l.seq = e.seq
         where l.number <= ${head.count} and (e.object_kind = 'rollout' and e.object_id = $1::text or e.object_kind = 'job'
           and e.object_id in (select id::text from job where rollout_id = $1::uuid)) order by l.number`,
      ),
    );
  });

  it.skipIf(!hasPdfReader)(`has a PDF with the numbers of the tables${whyNoPdfReader}`, async () => {
    const options = ['-layout', join(folder, 'report.pdf'), '-'];
    const { stdout } = await promisify(execFile)('pdftotext', options);
    const page = stdout.replace(/\s+/g, ' ');
    const rows = await sql<{ state: string; machines: number }>(
      `select case when r.excluded is not null then 'excluded' else coalesce(
         (select c.state from job c where c.rollout_id = r.rollout_id and c.machine_id = r.machine_id order by c.attempt desc limit 1),
         'waiting-wave') end as state, count(*)::int as machines
       from rollout_member r where r.rollout_id = $1 group by 1`,
    );
    const sum = (states: readonly string[]) =>
      rows.filter(({ state }) => states.includes(state)).reduce((all, { machines }) => all + machines, 0);
    const good = sum(['verified', 'already-compliant', 'rolled-back']);
    const bad = sum(['failed', 'verify-failed', 'timed-out', 'lost-contact', 'reverted']);
    const untouched = sum([
      ...['not-applicable', 'blocked', 'refused', 'expired', 'cancelled', 'quarantined', 'excluded'],
    ]);
    const all = rows.reduce((count, { machines }) => count + machines, 0);
    const open = all - good - bad - untouched;
    expect(page).toContain(`Of ${all} machines:`);
    for (const part of [`${good} as wished`, `${untouched} left as they were`, `${bad} went wrong`])
      expect(page).toContain(part);
    expect(page).toMatch(new RegExp(`\\b${open} [a-z ]+\\.`));
    const [totals] = await sql<{ attempts: number; late: number }>(
      `select (select count(*)::int from job where rollout_id = $1::uuid) as attempts,
         (select count(*)::int from rollout_member where rollout_id = $1::uuid and late_at is not null) as late`,
    );
    expect(page).toMatch(new RegExp(`Attempts ${totals!.attempts}\\b`));
    expect(page).toMatch(/Receipts of notices 5\b/);
    expect(page).toMatch(
      /EMERGENCY: on 1 machine users’ answers were not to be waited for, as Ada "the author" and Benoît/,
    );
    expect(page).toContain('the tunnel is attacked');
    expect(page).toMatch(new RegExp(`Late pool ${totals!.late} machine`));
  });

  it('tells what the tables of the database say, cell by cell', async () => {
    const stored = await sql<Record<string, string>>(
      `select m.hostname, m.id::text, coalesce(j.attempt::text, '') as attempt, coalesce(j.state, '') as state, coalesce(j.detail, '') as detail
       from rollout_member r join machine m on m.id = r.machine_id
       left join job j on j.rollout_id = r.rollout_id and j.machine_id = m.id
       where r.rollout_id = $1 order by m.id, j.attempt`,
    );
    const told = await Promise.all(
      ['Machine', 'Machine id', 'Attempt', 'Result', 'Detail'].map((heading) =>
        column('machines.csv', heading),
      ),
    );
    expect(stored.map((row) => Object.values(row))).toEqual(
      told[0]!.map((_, at) => told.map((cells) => cells[at])),
    );
    const receipts = await sql<{ id: string }>(
      `select r.id::text from receipt r join job j on j.id = r.job_id where j.rollout_id = $1 order by j.machine_id, j.attempt, r.received_at, r.id`,
    );
    expect(await column('receipts.csv', 'Receipt id')).toEqual(receipts.map((row) => row.id));
  });

  it('counts as the database counts', async () => {
    const { counts, freshness, interim } = JSON.parse(await text('manifest.json'));
    const [{ machines, attempts }] = (await sql<{ machines: number; attempts: number }>(
      `select (select count(*)::int from rollout_member where rollout_id = $1) as machines,
         (select count(*)::int from job where rollout_id = $1) as attempts`,
    )) as [{ machines: number; attempts: number }];
    expect(counts).toMatchObject({ machines, attempts, receipts: 5 });
    expect(counts.byState).toMatchObject({
      excluded: 1,
      'waiting-wave': 1,
      failed: 1,
      refused: 1,
      running: 1,
    });
    expect(Object.values<number>(counts.byState).reduce((a, b) => a + b)).toBe(machines);
    expect(freshness.unsigned).toBe(0);
    expect(interim).toBe(true);
  });

  it('holds the chain from its first entry to the signed head, and nothing of others but digests', async () => {
    const lines = (await text('chain.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [first, ...links] = lines.slice(0, -1);
    let hash = first.before;
    for (const [index, link] of links.entries()) {
      expect(link.number).toBe(first.from + index);
      hash = sha256(['teredo-fleet/audit-link/v1', link.number, hash, link.entrySha256].join('\n'));
      expect(link.hash).toBe(hash);
    }
    expect(JSON.parse(lines.at(-1).statement)).toMatchObject({ count: links.at(-1).number, hash });
    expect(await text('chain.jsonl')).not.toContain('of no concern');
    const told = links.filter(({ entry }) => entry !== undefined).map(({ entry }) => entry.seq);
    expect(await column('audit.csv', 'Number')).toEqual(told);
  });

  it.skipIf(withoutPython !== null)(
    `holds by the verifier that was written from the document alone${skipped}`,
    async () => {
      const { rows } = await bench.admin.query('select key_id from evidence_key');
      expect(await judgedByPython(bench.file(id), rows[0].key_id)).toEqual([]);
      expect(await judgedByPython(bench.file(id), '0'.repeat(64))).not.toEqual([]);
    },
  );

  it('holds by the verifier of the command line', async () => {
    const { rows } = await bench.admin.query('select key_id from evidence_key');
    const verdict = await ask(await readFile(bench.file(id)), { fingerprint: rows[0].key_id });
    expect([verdict.outcome, faultsOf(verdict)]).toEqual([expect.stringMatching(/^(holds|partly)$/), []]);
  });

  it('says in its report and its receipts by whom answers were not waited for', async () => {
    const report = JSON.parse(await text('report.json'));
    expect(report.noticeOverrides).toMatchObject([
      {
        machines: 1,
        applied: 1,
        asked: { reason: 'the tunnel is attacked' },
        granted: { reason: '=seen it too' },
      },
    ]);
    const decided = await column('receipts.csv', 'Not waited for, decided by');
    expect(decided.filter((names) => names !== '')).toEqual([OVERRIDERS.join('; ')]);
  });

  it.each([
    ['manifest.json', 'evidence-manifest.v1.json'],
    ['report.json', 'rollout-report.v1.json'],
  ])('has a %s as its published schema says', async (name, schema) => {
    const file = new URL(`../../../docs/schemas/${schema}`, import.meta.url);
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(await readFile(file, 'utf8')));
    const value = JSON.parse(await text(name));
    expect([validate(value), validate.errors]).toEqual([true, null]);
    expect(validate({ ...value, more: 1 })).toBe(false);
  });

  it.skipIf(withoutPython !== null)(
    `has a workbook that says in each cell what the tables say, and holds no formula${skipped}`,
    async () => {
      const sheets = await workbook(join(folder, 'report.xlsx'));
      expect(Object.keys(sheets)).toEqual(['Summary', 'Waves', 'Machines', 'Receipts', 'Audit']);
      for (const [sheet, name] of Object.entries({
        Machines: 'machines.csv',
        Receipts: 'receipts.csv',
        Audit: 'audit.csv',
      }))
        expect(sheets[sheet]).toEqual(await records(name));
      expect(JSON.stringify(sheets.Summary)).toContain('"1 machine, asked by');
      expect(sheets.formulas).toBeUndefined();
    },
  );

  it.skipIf(whyNoOffice !== null)(
    `has a workbook that LibreOffice opens${whyNoOffice ?? ''}`,
    async () => {
      const into = join(folder, 'office');
      const options = ['--headless', `-env:UserInstallation=file://${into}-profile`, '--convert-to', 'csv'];
      await promisify(execFile)('soffice', [...options, '--outdir', into, join(folder, 'report.xlsx')]);
      const summary: string[][] = parse(await readFile(join(into, 'report.csv'), 'utf8'), {
        relax_column_count: true,
      });
      expect(summary.map(([what]) => what)).toContain('Plan SHA-256');
    },
    120_000,
  );

  it('is kept for as long as the settings say when it is finished', async () => {
    const daysOf = async (one: string) =>
      (
        await bench.admin.query(
          `select extract(day from expires_at - finished_at)::int as days from evidence_bundle where id = $1`,
          [one],
        )
      ).rows[0].days;
    expect(await daysOf(id)).toBe(7);
    await bench.admin.query(`insert into setting (key, value) values ('retention', '{"bundles": 90}')`);
    expect(await daysOf(await bench.make(rolloutId))).toBe(90);
  }, 120_000);

  it('lets no cell begin a formula', async () => {
    for (const name of ['machines.csv', 'receipts.csv', 'audit.csv']) {
      const rows: string[][] = parse(await text(name), { bom: true });
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/u.test(cell))).toEqual([]);
    }
  });
});
