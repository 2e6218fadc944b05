import { recordProgramReports } from '@teredo-fleet/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  readProgramReport,
  type VerbInput,
  verbs,
} from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
beforeEach(async () => {
  for (const table of ['machine', 'named_program', 'machine_program', 'setting'])
    await fleet.rows(`delete from ${table}`);
});

const CHAT = 'C:\\Chat\\chat.exe';
type Who = Parameters<TestFleet['as']>[0];
const add = async (input: Partial<VerbInput<'program.add'>> = {}, who: Who = 'admin') =>
  (await verbs['program.add'](fleet.as(who), { path: CHAT, ...input })).id;
const list = async (who: Who = 'viewer') => (await verbs['program.list'](fleet.as(who), {})).rows;
const machinesOf = async (id: string, rest = {}, who: Who = 'viewer') =>
  verbs['program.machines'](fleet.as(who), { id, ...rest });

const OLD_CHAT = {
  outcome: 'inspected',
  file: { size: 4096, modifiedAt: Date.UTC(2005, 1, 1) },
  exception: 'with-edge',
  facts: {
    kind: 'pe',
    machine: 'x86',
    isManaged: false,
    libraries: ['ws2_32.dll'],
    socketFunctions: [
      { name: 'gethostbyname', library: 'ws2_32.dll', kind: 'ipv4-only', isDelayed: false, ordinal: 52 },
      { name: 'inet_addr', library: 'ws2_32.dll', kind: 'ipv4-only', isDelayed: true, ordinal: null },
      { name: '#4', library: 'ws2_32.dll', kind: 'other', isDelayed: false, ordinal: 4 },
    ],
    gap: null,
    protectionLevel: null,
  },
};
const MISSING = { outcome: 'missing', file: null, exception: 'none', facts: null };

function tell(machineId: string, programId: string, said: typeof OLD_CHAT | typeof MISSING, at = fleet.now) {
  const told = { machineId, programId, receivedAt: new Date(at), ...readProgramReport(said) };
  return recordProgramReports(fleet.database.pool('gateway'), [told]);
}

describe('naming a program', () => {
  it('writes who named what, where, and wakes the gateways', async () => {
    const id = await add({ label: 'games', note: 'The old chat' });
    expect(await list()).toMatchObject([
      {
        id,
        path: CHAT,
        name: 'chat.exe',
        system: 'windows',
        scope: null,
        label: 'games',
        note: 'The old chat',
      },
    ]);
    const entries = await fleet.rows(
      `select action, object_kind, object_name, after from audit_entry where object_id = '${id}'`,
    );
    expect(entries).toEqual([
      {
        action: 'program.add',
        object_kind: 'program',
        object_name: CHAT,
        after: { path: CHAT, scopeId: null, label: 'games', note: 'The old chat' },
      },
    ]);
  });

  it.each([
    '\\\\files\\games\\chat.exe',
    'C:\\Users\\*\\chat.exe',
    'chat.exe',
    'C:\\secret.txt',
    '%TEMP%\\a.exe',
  ])('refuses what no agent would look at: %s', async (path) => {
    await expect(add({ path })).rejects.toThrow(InvalidError);
  });

  it('refuses the same path for the same machines, whatever its case, and takes it for others', async () => {
    await add();
    await expect(add({ path: CHAT.toUpperCase() })).rejects.toThrow(ConflictError);
    await add({ label: 'games' });
    await add({ scopeId: fleet.otherScopeId });
    expect(await list()).toHaveLength(3);
  });

  it('takes two names of Linux in other letter case for two files', async () => {
    await add({ path: '/opt/Chat.exe' });
    await add({ path: '/opt/chat.exe' });
    await expect(add({ path: '/opt/chat.exe' })).rejects.toThrow(ConflictError);
    expect(await list()).toHaveLength(2);
  });

  it('takes fifty and no more, whoever sees which of them, and again after one was removed', async () => {
    for (let count = 0; count < 50; count += 1) await add({ path: `C:\\Chat\\${count}.exe` });
    const limited = await fleet.person('admin', [fleet.otherScopeId]);
    await expect(add({ scopeId: fleet.otherScopeId }, limited)).rejects.toThrow(/50 programs are named/);
    await verbs['program.remove'](fleet.as('admin'), { id: (await list())[0]!.id, reason: 'no longer used' });
    await add({ scopeId: fleet.otherScopeId }, limited);
  });

  it('is removed once by people who remove it at the same time', async () => {
    const id = await add();
    const made = await Promise.allSettled(
      [1, 2, 3].map(() => verbs['program.remove'](fleet.as('admin'), { id, reason: 'no longer used' })),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const entered = (await fleet.entries(id)).filter(({ action }) => action === 'program.remove');
    expect(entered.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused', 'refused']);
  });

  it('for every scope is nothing for somebody who sees some of them', async () => {
    const limited = await fleet.person('admin', [fleet.otherScopeId]);
    await expect(add({}, limited)).rejects.toThrow(ForbiddenError);
    await expect(add({ scopeId: fleet.scopeId }, limited)).rejects.toThrow(ForbiddenError);
    const everywhere = await add();
    const remove = verbs['program.remove'](fleet.as(limited), { id: everywhere, reason: 'not mine' });
    await expect(remove).rejects.toThrow(ForbiddenError);
    const own = await add({ scopeId: fleet.otherScopeId }, limited);
    expect((await list(limited)).map(({ id }) => id)).toEqual([own, everywhere]);
  });
});

describe('what machines tell', () => {
  it('is counted by verdict, and says why and since when on every machine', async () => {
    const id = await add();
    const [old, gone, silent] = await Promise.all(
      ['b-old', 'c-gone', 'a-silent'].map((hostname) => fleet.machine({ hostname, platform: 'wsh' })),
    );
    await fleet.machine({ hostname: 'linux', platform: 'linux' });
    await fleet.machine({ hostname: 'pending', platform: 'wsh', status: 'pending' });
    await tell(old!, id, OLD_CHAT);
    await tell(gone!, id, MISSING);
    const [row] = await list();
    expect(row?.counts).toEqual({
      ready: 0,
      'not-ready': 1,
      'cannot-tell': 0,
      missing: 1,
      'not-read': 0,
      'not-told': 1,
    });
    const { rows } = await machinesOf(id);
    expect(rows.map(({ machine, verdict }) => [machine.hostname, verdict])).toEqual([
      ['a-silent', 'not-told'],
      ['b-old', 'not-ready'],
      ['c-gone', 'missing'],
    ]);
    expect(rows[0]).toMatchObject({ machine: { id: silent }, reportedAt: null, sockets: null });
    expect(rows[1]).toMatchObject({
      sockets: {
        verdict: 'not-ready',
        functions: [
          { name: 'gethostbyname', ordinal: 52, isDelayed: false },
          { name: 'inet_addr', ordinal: null, isDelayed: true },
        ],
      },
      protectionLevel: { verdict: 'cannot-tell', confidence: 'not-seen' },
      exception: { verdict: 'ready', kind: 'with-edge' },
      file: { size: 4096, machine: 'x86' },
      since: new Date(fleet.now).toISOString(),
    });
    const own = await verbs['machine.programs'](fleet.as('viewer'), { id: old! });
    expect(own.rows).toMatchObject([{ program: { id, path: CHAT }, verdict: 'not-ready' }]);
  });

  it('is listed page by page, and by verdict', async () => {
    const id = await add();
    for (const hostname of ['Delta', 'alpha', 'Charlie', 'bravo', 'alpha'])
      await tell(
        await fleet.machine({ hostname, platform: 'windows' }),
        id,
        hostname === 'Delta' ? MISSING : OLD_CHAT,
      );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof machinesOf>> = await machinesOf(id, { cursor, limit: 2 });
      seen.push(...page.rows.map(({ machine }) => machine.hostname));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['alpha', 'alpha', 'bravo', 'Charlie', 'Delta']);
    const missing = await machinesOf(id, { verdict: 'missing' });
    expect(missing.rows.map(({ machine }) => machine.hostname)).toEqual(['Delta']);
  });

  it('is counted and shown of one’s own machines alone', async () => {
    const id = await add();
    const limited = await fleet.person('viewer', [fleet.otherScopeId]);
    await tell(await fleet.machine({ hostname: 'foreign', platform: 'wsh' }), id, OLD_CHAT);
    const own = await fleet.machine({ hostname: 'own', platform: 'wsh', scopeId: fleet.otherScopeId });
    await tell(own, id, MISSING);
    expect((await list(limited))[0]?.counts).toMatchObject({ 'not-ready': 0, missing: 1, 'not-told': 0 });
    const { rows } = await machinesOf(id, {}, limited);
    expect(rows.map(({ machine }) => machine.id)).toEqual([own]);
  });

  it('is looked at no more, and kept, once the program was removed; and goes when observations go', async () => {
    const id = await add();
    const machine = await fleet.machine({ platform: 'wsh' });
    await tell(machine, id, OLD_CHAT);
    await verbs['program.remove'](fleet.as('admin'), { id, reason: 'no longer used' });
    expect(await list()).toEqual([]);
    expect((await verbs['machine.programs'](fleet.as('viewer'), { id: machine })).rows).toEqual([]);
    expect(await tell(machine, id, MISSING, fleet.now + 3_600_000)).toEqual([]);
    const kept = () => fleet.rows('select verdict from machine_program');
    expect(await kept()).toEqual([{ verdict: 'not-ready' }]);
    await fleet.rows(`insert into setting (key, value) values ('retention', '{"observations": 30}')`);
    await fleet.rows(`update named_program set removed_at = now() - interval '20 days'`);
    await fleet.admin.query('select prune_observations(100)');
    expect(await kept()).toHaveLength(1);
    await fleet.rows(`update named_program set removed_at = now() - interval '40 days'`);
    await fleet.admin.query('select prune_observations(100)');
    expect(await kept()).toEqual([]);
    expect(await fleet.rows('select from named_program')).toEqual([]);
  });
});
