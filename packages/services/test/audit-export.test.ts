import { createHash } from 'node:crypto';
import { inPoolTransaction } from '@teredo-fleet/db';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extendAuditChain, type VerbInput, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

type Asked = VerbInput<'audit.export'>;
type Who = Parameters<TestFleet['as']>[0];

const chunksOf = async (asked: Asked, who: Who = 'auditor') =>
  (await verbs['audit.export'](fleet.as(who), asked)).chunks;

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

const exported = async (asked: Asked, who: Who = 'auditor') => textOf(await chunksOf(asked, who));

const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ line, ...JSON.parse(line) }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const label = (id: string, name: string, who: Who = 'operator') =>
  verbs['machine.setLabels'](fleet.as(who), { id, labels: [name] });

/** Entries about exports, the newest first. */
const ends = () =>
  fleet.rows<{ outcome: string; after: Record<string, unknown>; reason: string | null; actor_id: string }>(
    `select * from audit_entry where action = 'audit.export' order by seq desc`,
  );

describe('an export of the audit trail', () => {
  it('holds every entry that matches, the oldest first, from which its link can be worked out', async () => {
    const id = await fleet.machine();
    for (const name of ['1', '2', '3']) await label(id, name);
    await inPoolTransaction(fleet.database.pool('engine'), { scopes: '*', userId: null }, (db) =>
      extendAuditChain(db, { everywhere: true }),
    );
    const lines = linesOf(await exported({ filter: { object: id }, format: 'jsonl' }));
    expect(lines.map(({ entry }) => entry.after.labels[0])).toEqual(['1', '2', '3']);
    for (const { line, entry, link } of lines) {
      const [stored] = await fleet.rows<{ number: number; digest: string; hash: string }>(
        `select number::int, encode(entry_sha256, 'hex') as digest, encode(hash, 'hex') as hash from audit_link where seq = $1`,
        [entry.seq],
      );
      const text = line.slice('{"entry":'.length, line.lastIndexOf(',"link":'));
      expect(sha256(text)).toBe(stored!.digest);
      expect(link).toEqual({ number: stored!.number, hash: stored!.hash });
    }
  });

  it('is an entry when it is asked for and one when it is whole, with the SHA-256 of the file', async () => {
    const filter = { action: 'machine.', outcome: 'done' as const };
    const text = await exported({ filter, format: 'csv' });
    const rows = parse(text, { bom: true, columns: true, relax_quotes: false }) as Record<string, string>[];
    const [end, start] = await ends();
    expect(start).toMatchObject({ outcome: 'done', after: { format: 'csv', filter } });
    expect(end).toMatchObject({
      outcome: 'done',
      actor_id: fleet.people.get('auditor')!.id,
      after: { rows: rows.length, sha256: sha256(text), bytes: Buffer.byteLength(text) },
    });
    expect(rows.length).toBeGreaterThan(2);
  });

  it('has in each cell what was written, and nothing that a spreadsheet runs', async () => {
    const hostname = '=HYPERLINK("http://192.0.2.1"),"ä\u202e😀';
    const id = await fleet.machine({ hostname });
    await label(id, '=1+1');
    const text = await exported({ filter: { object: id }, format: 'csv' });
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    const [entry] = await fleet.rows<Record<string, unknown>>(
      'select * from audit_entry where object_id = $1',
      [id],
    );
    expect(row).toMatchObject({
      seq: String(entry!.seq),
      at: (entry!.at as Date).toISOString(),
      actorKind: 'user',
      actorName: entry!.actor_name,
      action: 'machine.setLabels',
      objectName: `'${hostname}`,
      before: '{"labels":[]}',
      after: '{"labels":["=1+1"]}',
      requestId: entry!.request_id,
      address: '192.0.2.7',
      link: '',
    });
  });

  it('is a file with a heading when nothing matches', async () => {
    expect(await exported({ filter: { object: 'nothing' }, format: 'csv' })).toMatch(
      /^\uFEFFseq,at,actorKind,.*\r\n$/,
    );
    expect(await exported({ filter: { object: 'nothing' }, format: 'jsonl' })).toBe('');
  });

  it('shows somebody who is limited to some scopes those alone', async () => {
    const here = await fleet.machine();
    const there = await fleet.machine({ scopeId: fleet.otherScopeId });
    await label(here, 'x', 'admin');
    await label(there, 'x', 'admin');
    const limited = await fleet.person('auditor', [fleet.otherScopeId]);
    const scopes = linesOf(await exported({ format: 'jsonl' }, limited)).map(({ entry }) => entry.scopeId);
    expect(new Set(scopes)).toEqual(new Set([fleet.otherScopeId]));
  });

  it('has what there was when it began, whatever is written meanwhile', async () => {
    const id = await fleet.machine();
    for (let n = 0; n < 3; n += 1) await label(id, String(n));
    await fleet.admin.query(
      `insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id)
       select $1, 'system', 'engine', 'test.many', 'machine', $2 from generate_series(1, 1200)`,
      [fleet.scopeId, id],
    );
    let rows = 0;
    for await (const chunk of await chunksOf({ filter: { object: id }, format: 'jsonl' })) {
      rows += chunk.split('\n').length - 1;
      await label(id, `meanwhile ${rows}`);
    }
    expect(rows).toBe(1203);
  });

  it('that was given up is on record as such, and gives its connection back', async () => {
    const chunks = (await chunksOf({ format: 'csv' }))[Symbol.asyncIterator]();
    await chunks.next();
    await chunks.return?.();
    const [end] = await ends();
    expect(end).toMatchObject({ outcome: 'failed', reason: 'The file was not read to its end.' });
    expect(end!.after).not.toHaveProperty('sha256');
    const { totalCount, idleCount } = fleet.as('auditor').pool;
    expect(idleCount).toBe(totalCount);
  });

  it('is made for three at once, and refused to a fourth until one is done', async () => {
    const open = await Promise.all(
      [1, 2, 3].map(async () => (await chunksOf({ format: 'csv' }))[Symbol.asyncIterator]()),
    );
    for (const one of open) expect((await one.next()).done).toBe(false);
    await expect(exported({ format: 'csv' })).rejects.toMatchObject({ code: 'unavailable' });
    await open[0]!.return?.();
    await expect(exported({ format: 'csv' })).resolves.toContain('seq,at');
    for (const one of open.slice(1)) await one.return?.();
  });

  it('is no whole file when the entry about its end cannot be written', async () => {
    const chunks = await chunksOf({ filter: { object: 'nothing' }, format: 'csv' });
    await fleet.admin.query('revoke insert on audit_entry from teredo_fleet_web');
    await expect(textOf(chunks)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(exported({ format: 'csv' })).rejects.toMatchObject({ code: 'unavailable' });
    await fleet.admin.query('grant insert on audit_entry to teredo_fleet_web');
  });
});

describe('saved views', () => {
  const page = 'audit' as const;
  const named = async (who: Who) => (await verbs['view.list'](fleet.as(who), { page })).rows;

  it('are their owner’s alone; one of the same name is replaced, and the same again is no change', async () => {
    const { id } = await verbs['view.save'](fleet.as('auditor'), {
      page,
      name: 'Refused',
      search: 'outcome=refused',
    });
    const again = await verbs['view.save'](fleet.as('auditor'), {
      page,
      name: 'Refused',
      search: 'outcome=failed',
    });
    const entries = await fleet.countEntries();
    await verbs['view.save'](fleet.as('auditor'), { page, name: 'Refused', search: 'outcome=failed' });
    expect(await fleet.countEntries()).toBe(entries);
    expect(again.id).toBe(id);
    expect(await named('auditor')).toEqual([{ id, name: 'Refused', search: 'outcome=failed' }]);
    expect(await named('admin')).toEqual([]);
    await expect(verbs['view.remove'](fleet.as('admin'), { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await verbs['view.remove'](fleet.as('auditor'), { id });
    expect(await named('auditor')).toEqual([]);
  });

  it('hold the part of an address after the question mark and nothing else', async () => {
    for (const search of ['<script>', 'a b', 'x#y', '?a', '//example.com'])
      await expect(verbs['view.save'](fleet.as('viewer'), { page, name: 'X', search })).rejects.toMatchObject(
        { code: 'invalid' },
      );
  });
});
