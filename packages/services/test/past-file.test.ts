import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { upsertFacts } from '@teredo-fleet/db';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linux } from '../../teredo/test/factories';
import { observationFacts, type VerbInput, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS);
const AT = daysAgo(5).toISOString();
let fleet: TestFleet;

async function seen(machineId: string, at: Date): Promise<void> {
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation: structuredClone(linux({})),
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [{ ...facts, server: 'teredo.example.net' }]);
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = NOW;
  const desk = await fleet.machine({ hostname: 'desk' });
  // A name that a spreadsheet would run, of a machine that had told nothing.
  await fleet.machine({ hostname: '=HYPERLINK("http://192.0.2.1")' });
  await fleet.machine({ hostname: 'elsewhere', scopeId: fleet.otherScopeId });
  await fleet.admin.query('update machine_status_history set since = $1', [daysAgo(90)]);
  await seen(desk, daysAgo(30));
});
afterAll(() => fleet.close());

type Asked = Partial<VerbInput<'past.export'>>;

async function file(asked: Asked = {}, who: Parameters<TestFleet['as']>[0] = 'auditor') {
  const { chunks, ...about } = await verbs['past.export'](fleet.as(who), { at: AT, format: 'csv', ...asked });
  return { ...about, text: await text(chunks) };
}
const rowsOf = async (asked: Asked = {}): Promise<Record<string, string>[]> =>
  parse((await file(asked)).text, { bom: true, columns: true });

describe('a file of what machines were', () => {
  it('has a line of each machine that was there, with what is not known of it left empty', async () => {
    const rows = await rowsOf();
    expect(rows.map(({ hostname, reported }) => [hostname, reported])).toEqual([
      ['\'=HYPERLINK("http://192.0.2.1")', 'nothing'],
      ['desk', 'yes'],
      ['elsewhere', 'nothing'],
    ]);
    expect(rows[1]).toMatchObject({
      asOf: AT,
      status: 'active',
      since: daysAgo(30).toISOString(),
      server: 'teredo.example.net',
      told: 'nothing-on-record',
      toldAt: '',
    });
    expect(rows[0]).toMatchObject({ since: '', configured: '', server: '' });
  });

  it('is of the machines that are found by what they were, none among them', async () => {
    expect(await rowsOf({ filter: { server: ['teredo.example.net'] } })).toMatchObject([
      { hostname: 'desk' },
    ]);
    expect(await rowsOf({ filter: { server: ['other.example.net'] } })).toEqual([]);
    const none = await file({ format: 'json', filter: { server: ['other.example.net'] } });
    expect(JSON.parse(none.text)).toMatchObject({ at: AT, notKept: [], machines: [] });
  });

  it('has nobody whom the asker may not see', async () => {
    const person = await fleet.person('auditor', [fleet.otherScopeId]);
    const { machines } = JSON.parse((await file({ format: 'json' }, person)).text);
    expect(machines.map(({ hostname }: { hostname: string }) => hostname)).toEqual(['elsewhere']);
  });

  it('is named by its moment, and that it was taken is on record with its SHA-256', async () => {
    const { fileName, contentType, text: written } = await file({ format: 'json' });
    expect([fileName, contentType]).toEqual([
      `teredo-fleet-machines-${AT.replace(/[-:]|\.\d+/g, '')}.json`,
      'application/json; charset=utf-8',
    ]);
    const { rows } = await fleet.admin.query(
      `select after from audit_entry where action = 'past.export' and object_name = $1 order by seq desc limit 1`,
      [fileName],
    );
    expect(rows[0]?.after).toEqual({
      rows: 3,
      bytes: Buffer.byteLength(written),
      sha256: createHash('sha256').update(written).digest('hex'),
    });
  });

  it('says of a moment before the time of keeping what it can not hold', async () => {
    await fleet.admin.query(`insert into setting (key, value) values ('retention', '{"observations": 60}')`);
    const [note, ...rows] = await rowsOf({ at: daysAgo(70).toISOString() });
    await fleet.admin.query(`delete from setting where key = 'retention'`);
    expect(note).toMatchObject({ hostname: '', note: expect.stringMatching(/is kept since/) });
    expect(rows.map((row) => row.reported)).toEqual(['not-kept', 'not-kept', 'not-kept']);
  });

  it('says where receipts were removed that nobody was told is not known, of any moment', async () => {
    const since = daysAgo(60);
    await fleet.admin.query(`insert into history_kept values ('receipts', $1)`, [since]);
    const [note, ...rows] = await rowsOf();
    expect(note?.note).toMatch(`Receipts of notices are kept since ${since.toISOString()}`);
    expect(new Set(rows.map(({ told }) => told))).toEqual(new Set(['nothing-on-record']));
    const { text: json } = await file({ format: 'json' });
    expect(JSON.parse(json)).toMatchObject({
      toldKeptSince: since.toISOString(),
      notKept: [expect.stringContaining('nothing on record')],
    });
    expect(await verbs['past.fleet'](fleet.as('viewer'), { at: AT })).toMatchObject({
      toldKeptSince: since.toISOString(),
    });
    await fleet.admin.query(`delete from history_kept`);
  });

  it('is refused for a moment that is yet to come', async () => {
    await expect(file({ at: new Date(NOW + DAY_MS).toISOString() })).rejects.toThrow(/yet to come/);
  });
});
