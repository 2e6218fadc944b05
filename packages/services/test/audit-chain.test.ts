import { type AuditInput, inPoolTransaction, type Queryable, writeAudit } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import type { ChainHead } from '@teredo-fleet/evidence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAuditChain, extendAuditChain, readLinksOf } from '../src';

const EVERYTHING = { scopes: '*', userId: null } as const;

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.drop());

const said = (n: number, rest: Partial<AuditInput> = {}): AuditInput => ({
  scopeId: null,
  actorKind: 'system',
  actorId: null,
  actorName: 'engine',
  action: 'rollout.open-wave',
  objectKind: 'rollout',
  objectId: `r${n}`,
  objectName: `Rollout „${n}" – Ünïcödé`,
  outcome: 'done',
  before: null,
  after: { wave: n, list: [1.5, 'b', null, true] },
  reason: null,
  requestId: null,
  address: null,
  ...rest,
});

const engine = () => db.pool('engine');
/** Whoever owns the database, with psql. */
const administrator = (): Queryable => db.pool('admin');

const write = (...entries: AuditInput[]) =>
  inPoolTransaction(engine(), EVERYTHING, (tx) => writeAudit(tx, entries));
const extend = (everywhere = false) =>
  inPoolTransaction(engine(), EVERYTHING, (tx) => extendAuditChain(tx, { everywhere }));
const check = (published: ChainHead[] = []) => checkAuditChain(readLinksOf(engine()), published);

/** So many entries, linked; gives the heads after each. */
async function chained(count: number): Promise<ChainHead[]> {
  const heads: ChainHead[] = [];
  for (let n = 1; n <= count; n += 1) {
    await write(said(n));
    await extend();
    heads.push((await check()).head);
  }
  return heads;
}

describe('the audit chain', () => {
  it('links what was committed, once, in batches, and holds', async () => {
    await write(...Array.from({ length: 2_300 }, (_, n) => said(n)));
    expect([await extend(), await extend(), await extend(), await extend()]).toEqual([1000, 1000, 300, 0]);
    const verdict = await check();
    expect(verdict).toMatchObject({ faultCount: 0, head: { count: 2300 } });
  });

  it('links what was not committed yet when later ones were, and leaves out what never was', async () => {
    const slow = await engine().connect();
    await slow.query('begin');
    await writeAudit(slow, [said(1)]);
    await write(said(2));
    expect(await extend()).toBe(1);
    await slow.query('commit');
    await slow.query('begin');
    await writeAudit(slow, [said(3)]);
    await slow.query('rollback');
    slow.release();
    expect(await extend()).toBe(1);
    expect(await check()).toMatchObject({ faultCount: 0, head: { count: 2 } });
  });

  it('finds a straggler that lies far behind when it looks everywhere', async () => {
    await administrator().query(`select setval('audit_entry_seq_seq', 50000)`);
    await write(said(1));
    expect(await extend()).toBe(1);
    await administrator().query(
      `insert into audit_entry (seq, actor_kind, actor_name, action, object_kind) values (7, 'system', 'engine', 'a.b', 'rollout')`,
    );
    expect([await extend(), await extend(true)]).toEqual([0, 1]);
  });

  it('is extended by one server at a time, and nobody waits', async () => {
    await write(said(1));
    const other = await engine().connect();
    await other.query('begin');
    expect(await extendAuditChain(other)).toBe(1);
    expect(await extend()).toBe(0);
    await write(said(2));
    await other.query('commit');
    other.release();
    expect(await extend()).toBe(1);
    expect(await check()).toMatchObject({ faultCount: 0, head: { count: 2 } });
  });

  it('takes an entry whose number JSON cannot say', async () => {
    await administrator().query(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, after) values ('system', 'engine', 'a.b', 'rollout', '{"n": 1e400}')`,
    );
    expect(await extend()).toBe(1);
    expect(await check()).toMatchObject({ faultCount: 0 });
  });

  it('can be changed by no role of the server', async () => {
    await chained(2);
    for (const part of ['web', 'gateway', 'engine', 'signer'] as const) {
      const pool = db.pool(part);
      for (const table of ['audit_entry', 'audit_link', 'audit_head', 'audit_check']) {
        for (const sql of [`delete from ${table}`, `truncate ${table}`]) {
          await expect(pool.query(sql), `${part}: ${sql}`).rejects.toThrow(/permission denied/);
        }
      }
      await expect(pool.query(`update audit_link set hash = hash`)).rejects.toThrow(/permission denied/);
      await expect(pool.query(`update audit_entry set reason = 'x'`)).rejects.toThrow(/permission denied/);
      if (part !== 'engine') {
        await expect(
          pool.query(`insert into audit_link values (9, 9, sha256('a'), sha256('b'))`),
        ).rejects.toThrow(/permission denied/);
      }
    }
  });
});

describe('what an administrator of the database does to it', () => {
  it('an entry that was changed is named', async () => {
    await chained(4);
    await administrator().query(
      `update audit_entry set actor_name = 'somebody else' where seq = (select seq from audit_link where number = 2)`,
    );
    expect((await check()).faults).toEqual([{ kind: 'entry-changed', number: 2, seq: expect.any(String) }]);
  });

  it('a moment that was moved by a millisecond is named', async () => {
    await chained(3);
    await administrator().query(`update audit_entry set at = at + interval '1 ms' where object_id = 'r3'`);
    expect((await check()).faults).toMatchObject([{ kind: 'entry-changed', number: 3 }]);
  });

  it('an entry that was deleted is named, with its link and without', async () => {
    await chained(5);
    await administrator().query(`delete from audit_entry where object_id = 'r2'`);
    expect((await check()).faults).toMatchObject([{ kind: 'entry-missing', number: 2 }]);
    await administrator().query(`delete from audit_link where number in (2, 3)`);
    expect((await check()).faults).toEqual([{ kind: 'links-missing', number: 2, through: 3 }]);
  });

  it('entries that changed places are named', async () => {
    await chained(4);
    await administrator().query(`
      update audit_link l set seq = -o.seq from audit_link o where l.number in (2, 3) and o.number = 5 - l.number;
      update audit_link set seq = -seq where seq < 0`);
    expect((await check()).faults).toMatchObject([
      { kind: 'entry-changed', number: 2 },
      { kind: 'entry-changed', number: 3 },
    ]);
  });

  it('an entry that was slipped in gets no place in the past', async () => {
    await chained(3);
    await administrator().query(
      `insert into audit_entry (seq, at, actor_kind, actor_name, action, object_kind) values (0, now() - interval '1 day', 'system', 'engine', 'a.b', 'rollout')`,
    );
    await extend(true);
    const verdict = await check();
    expect(verdict).toMatchObject({ faultCount: 0, head: { count: 4 } });
    const { rows } = await administrator().query(`select number from audit_link where seq = 0`);
    expect(rows).toEqual([{ number: '4' }]);
  });

  it('a newest part that was cut off, and a chain that was made anew, are seen by a published head', async () => {
    const heads = await chained(5);
    const newest = heads.at(-1)!;
    await administrator().query(`delete from audit_link where number > 3`);
    expect(await check([heads[2]!, newest])).toMatchObject({ faultCount: 0, heads: ['holds', 'cut-off'] });
    await administrator().query(
      `delete from audit_entry where object_id in ('r1', 'r4'); delete from audit_link`,
    );
    await extend(true);
    expect(await check([heads[1]!])).toMatchObject({ faultCount: 0, heads: ['rewritten'] });
  });
});
