import { pruneKept, signedAuditStub } from '@teredo-fleet/db';
import { chainLines, findBundleChain } from '@teredo-fleet/services';
import { describe, expect, it } from 'vitest';
import { useRetentionBench } from './support/retention-bench';

const { database, sql, rowsOf, count, keep, prune, signHead, signStub, link, check } = useRetentionBench();

describe('the oldest part of the audit trail', () => {
  async function write(entries: number, daysAgo: number, objectId: string | null = null): Promise<void> {
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id, reason, at)
       select 'system', 'engine', 'a.b', 'rollout', $3, 'r' || n, now() - make_interval(days => $2) from generate_series(1, $1) n`,
      [entries, daysAgo, objectId],
    );
    await link();
    await signHead();
    await sql(
      `update audit_head set signed_at = now() - make_interval(days => $1) where count = (select max(count) from audit_head)`,
      [daysAgo],
    );
  }

  /** Three entries of a hundred days ago, two of seventy, two of today; kept for ninety. */
  async function trail(objectId: string | null = null): Promise<void> {
    await write(3, 100, objectId);
    await write(2, 70, objectId);
    await write(2, 0, objectId);
    await keep({ auditEntries: 90, setBy: 'Ada' });
  }

  const entryCount = () => count(`audit_entry where action = 'a.b'`);

  it('goes when the signer has put a stub in its place, from which the chain holds; both are entries', async () => {
    await trail();
    await prune();
    expect(await entryCount()).toBe(7);
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(4);
    expect((await signedAuditStub(database().pool('web')))!).toMatchObject({
      count: 3,
      keptDays: 90,
      setBy: 'Ada',
    });
    const entries = await rowsOf(
      `select action, actor_name, object_name, after from audit_entry where action ~ 'prune' order by seq`,
    );
    expect(entries).toMatchObject([
      {
        action: 'audit.prune',
        actor_name: 'engine',
        object_name: 'Entries 1 to 3 of the chain',
        after: { through: 3, setBy: 'Ada' },
      },
      { action: 'retention.prune', object_name: 'auditEntries', after: { rows: 2 } },
      { action: 'retention.prune', object_name: 'auditEntries', after: { rows: 1 } },
    ]);
    await link();
    await signHead();
    expect(await check()).toMatchObject({ faultCount: 0, faults: [] });
    await keep({ auditEntries: 60, setBy: 'Bo' });
    await prune();
    expect(await signStub()).toBe(true);
    // All of it in one round, though the link from which the chain goes on has no entry any more.
    await prune();
    expect(await entryCount()).toBe(2);
    await link();
    expect(await check()).toMatchObject({ faultCount: 0, faults: [] });
  });

  it('leaves bundles that can be made while it goes batch by batch', async () => {
    const rolloutId = '00000000-0000-4000-8000-000000000001';
    await trail(rolloutId);
    await prune();
    expect(await signStub()).toBe(true);
    await pruneKept(database().pool('engine'), 'auditEntries', 2);
    const chain = await findBundleChain(database().pool('reporter'), rolloutId);
    const lines: string[] = [];
    for await (const line of chainLines(database().pool('reporter'), chain)) lines.push(line);
    expect(lines).toHaveLength(chain.links + 2);
  });

  it('is asked for anew when the settings changed before it was signed, and not at all when all is kept', async () => {
    await trail();
    await prune();
    await keep({ auditEntries: 120, setBy: 'Bo' });
    expect(await signStub()).toBe(false);
    await prune();
    expect(await count('audit_stub')).toBe(0);
    await keep({ auditEntries: 60, setBy: 'Bo' });
    await prune();
    expect(await rowsOf('select count::int, kept_days, set_by from audit_stub')).toEqual([
      { count: 5, kept_days: 60, set_by: 'Bo' },
    ]);
    await keep({ auditEntries: null, setBy: 'Cy' });
    await prune();
    expect(await count('audit_stub')).toBe(0);
    await keep({ auditEntries: 90, setBy: 'Cy' });
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    expect(await entryCount()).toBe(4);
  });

  it.each([
    [
      'an entry of it was changed',
      `update audit_entry set reason = 'x' where reason = 'r2' and at < now() - interval '90 days'`,
    ],
    [
      'an entry of it was deleted',
      `delete from audit_entry where reason = 'r2' and at < now() - interval '90 days'`,
    ],
    ['the chain was made anew behind it', `update audit_link set hash = sha256(hash) where number = 6`],
    [
      'it holds an entry that has to be kept',
      `update audit_stub set count = 5, hash = (select hash from audit_link where number = 5)`,
    ],
    [
      'the settings keep it longer',
      `update setting set value = '{"auditEntries": 120}' where key = 'retention'`,
    ],
    ['nobody wants it to go any more', `delete from setting where key = 'retention'`],
    [
      'it says that they are older than they are',
      `update audit_stub set oldest_at = oldest_at - interval '1 day'`,
    ],
    [
      'it says that they are younger than they are',
      `update audit_stub set newest_at = newest_at + interval '1 ms'`,
    ],
    ['it goes further than what was signed', `update audit_stub set count = 99`],
  ])('stays, without a stub, when %s', async (_name, tampering) => {
    await trail();
    await prune();
    await sql(tampering);
    const before = await count('audit_entry');
    expect(await signStub()).toBe(false);
    await prune();
    expect(await signedAuditStub(database().pool('web'))).toBeNull();
    expect(await count('audit_entry')).toBe(before);
  });

  it('ends before the approval of a rollout that is not over: the signer asks for it', async () => {
    await write(3, 100);
    const { rows } = await sql(
      `insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id)
       select id, 'r', 'planned', 'running', '{}', sha256('r'), 'ada' from scope limit 1 returning id`,
    );
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, object_id, at)
       values ('user', 'Bo', 'rollout.approve', 'rollout', $1, now() - interval '95 days')`,
      [rows[0].id],
    );
    await write(2, 92);
    await write(1, 0);
    await keep({ auditEntries: 90, setBy: 'Ada' });
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(3);
    expect(await count(`audit_entry where action = 'rollout.approve'`)).toBe(1);
    await sql(`update rollout set state = 'done', finished_at = now()`);
    await prune();
    expect(await signStub()).toBe(true);
    await prune();
    await prune();
    expect(await entryCount()).toBe(1);
  });

  it('is missed when it goes without a stub, or with one that was altered or made by another key', async () => {
    await trail();
    await prune();
    await signStub();
    await prune();
    await prune();
    await link();
    await sql(`update audit_stub set statement = replace(statement, '"setBy":"Ada"', '"setBy":"Eve"')`);
    expect((await check()).faults[0]).toMatch(
      /The stub in place of the first 3 entries has a wrong signature/,
    );
    await sql(`update audit_stub set statement = replace(statement, '"setBy":"Eve"', '"setBy":"Ada"')`);
    expect(await check()).toMatchObject({ faultCount: 0 });
    await sql(`update audit_link set hash = sha256(hash) where number = 3`);
    expect((await check()).faults[0]).toMatch(/does not fit the link/);
    await sql('delete from audit_stub');
    expect((await check()).faults.join(' ')).toMatch(/Links 1 to 2 are missing/);
  });

  it('is never younger than thirty days, whatever was signed', async () => {
    await write(3, 10);
    await sql(
      `insert into audit_stub (count, hash, oldest_at, newest_at, kept_days, statement, key_id, signature)
       select 3, hash, now(), now(), 30, '{}', 'k', decode(repeat('00', 64), 'hex') from audit_link where number = 3`,
    );
    await expect(pruneKept(database().pool('engine'), 'auditEntries', 10)).rejects.toThrow(
      /younger than thirty days/,
    );
    expect(await entryCount()).toBe(3);
  });

  it('cannot be signed away twice: a signed stub is changed by no role', async () => {
    await trail();
    await prune();
    await signStub();
    const { rowCount } = await database()
      .pool('signer')
      .query(
        `update audit_stub set statement = '{}', key_id = 'k', signature = decode(repeat('00', 64), 'hex')`,
      );
    expect(rowCount).toBe(0);
  });
});
