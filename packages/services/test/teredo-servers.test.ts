import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  type TeredoServerRow,
  verbs,
} from '../src';
import { TestFleet } from './support/fleet';
import { fold, servedMachine } from './support/servers';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
beforeEach(async () => {
  fleet.now = Date.now();
  for (const table of ['machine', 'teredo_server', 'teredo_server_probe', 'teredo_server_tally', 'setting'])
    await fleet.rows(`delete from ${table}`);
});

const PLAIN = { secondary: null, note: null, measured: false };
const add = (name: string, rest = {}) =>
  verbs['teredoServer.add'](fleet.as('admin'), { name, ...PLAIN, ...rest });
const list = async (who: Parameters<TestFleet['as']>[0] = 'viewer') =>
  (await verbs['teredoServer.list'](fleet.as(who), {})).rows;
const row = async (name: string, who: Parameters<TestFleet['as']>[0] = 'viewer') => {
  const found = (await list(who)).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
};
const verdictOf = async (name: string) => (await row(name)).health.verdict;

describe('the directory', () => {
  it('begins with what the product knows: the dead marked, the rest not known until somebody measures', async () => {
    const rows = await list();
    expect(rows.length).toBeGreaterThan(10);
    const verdicts = new Set(rows.map(({ health }) => health.verdict));
    expect([...verdicts].sort()).toEqual(['dead', 'unknown']);
    expect(await row('teredo.ngix.ne.kr')).toMatchObject({
      origin: 'known',
      standing: 'dead',
      measured: false,
      machines: { total: 0, inUse: 0 },
      health: { verdict: 'dead', rule: 'H5', lastAskedAt: null },
      agents: null,
      own: null,
    });
  });

  it('takes a server of the organisation’s own in one spelling and says who added it', async () => {
    await add(' Teredo.Example.ORG. ', { secondary: '192.0.2.9', note: 'Ours', measured: true });
    expect(await row('teredo.example.org')).toMatchObject({
      origin: 'added',
      standing: null,
      secondary: '192.0.2.9',
      note: 'Ours',
      measured: true,
      health: { verdict: 'unknown' },
    });
    const [entry] = await fleet.entries('teredo.example.org');
    expect(entry).toMatchObject({
      action: 'teredoServer.add',
      outcome: 'done',
      after: { secondary: '192.0.2.9', note: 'Ours', measured: true },
    });
  });

  it('refuses one that is there, with where to go', async () => {
    await add('teredo.example.org');
    await expect(add('TEREDO.example.org')).rejects.toThrow(/in the directory already. Edit that entry/);
    await expect(add('win10.ipv6.microsoft.com.')).rejects.toBeInstanceOf(ConflictError);
  });

  it.each(['http://teredo.example', 'a b', '192.0.2.300', '2001:db8::1', 'x'.repeat(300)])(
    'refuses %s as a name',
    async (name) => {
      const refused = add(name);
      await expect(refused).rejects.toBeInstanceOf(InvalidError);
      await expect(refused).rejects.toMatchObject({ fields: { name: expect.stringMatching(/must/) } });
    },
  );

  it('holds two hundred own servers and no more', async () => {
    await fleet.rows(
      `insert into teredo_server (name, created_by_id) select 's' || n || '.example', 'p' from generate_series(1, 200) n`,
    );
    await expect(add('one-more.example')).rejects.toThrow(/holds 200 servers/);
  });

  it('changes an own entry, and of a known one what the organisation may say', async () => {
    await add('teredo.example.org', { note: 'Old' });
    const edit = (name: string, about = {}) =>
      verbs['teredoServer.edit'](fleet.as('admin'), { name, ...PLAIN, ...about });
    await edit('teredo.example.org', { note: 'New' });
    expect((await fleet.entries('teredo.example.org')).at(-1)).toMatchObject({
      action: 'teredoServer.edit',
      before: { note: 'Old' },
      after: { note: 'New' },
    });
    await edit('win10.ipv6.microsoft.com', { measured: true });
    expect(await row('win10.ipv6.microsoft.com')).toMatchObject({ origin: 'known', measured: true });
    const before = await fleet.countEntries();
    await edit('win10.ipv6.microsoft.com', { measured: true });
    expect(await fleet.countEntries()).toBe(before);
    await expect(edit('no.example')).rejects.toBeInstanceOf(NotFoundError);
  });

  it('lets an own entry go with what was measured of it, and no known one', async () => {
    await add('teredo.example.org');
    await verbs['teredoServer.measure'](fleet.as('admin'), { name: 'teredo.example.org' });
    const remove = (name: string) =>
      verbs['teredoServer.remove'](fleet.as('admin'), { name, reason: 'switched off' });
    await remove('teredo.example.org');
    expect((await list()).some(({ name }) => name === 'teredo.example.org')).toBe(false);
    expect(await fleet.rows('select 1 from teredo_server_probe')).toEqual([]);
    expect((await fleet.entries('teredo.example.org')).at(-1)).toMatchObject({ reason: 'switched off' });
    await expect(remove('win10.ipv6.microsoft.com')).rejects.toThrow(/comes with the product/);
    await expect(remove('teredo.example.org')).rejects.toBeInstanceOf(NotFoundError);
  });

  it('is changed by nobody who is limited to some scopes', async () => {
    const limited = fleet.as(await fleet.person('admin', [fleet.otherScopeId]));
    const about = { name: 'teredo.example.org', ...PLAIN };
    for (const refused of [
      () => verbs['teredoServer.add'](limited, about),
      () => verbs['teredoServer.edit'](limited, about),
      () => verbs['teredoServer.remove'](limited, { name: about.name, reason: 'not mine' }),
      () => verbs['teredoServer.measure'](limited, { name: about.name }),
    ])
      await expect(refused()).rejects.toBeInstanceOf(ForbiddenError);
  });
});

describe('measuring now', () => {
  const measure = (name: string) => verbs['teredoServer.measure'](fleet.as('admin'), { name });

  it('is asked for once at a time, and who asked is recorded', async () => {
    await measure('Win10.IPv6.microsoft.com.');
    expect((await row('win10.ipv6.microsoft.com')).requestedAt).not.toBeNull();
    expect((await fleet.entries('win10.ipv6.microsoft.com')).at(-1)).toMatchObject({
      action: 'teredoServer.measure',
      outcome: 'done',
    });
    await expect(measure('win10.ipv6.microsoft.com')).rejects.toThrow(/asked less than 30 seconds ago/);
  });

  it('waits half a minute after the last result', async () => {
    const measured = (secondsAgo: number) =>
      fleet.rows(
        `insert into teredo_server_probe as p (name, measured_at, outcome) values ('teredo.trex.fi', now() - make_interval(secs => $1), 'both')
         on conflict (name) do update set measured_at = excluded.measured_at`,
        [secondsAgo],
      );
    await measured(20);
    await expect(measure('teredo.trex.fi')).rejects.toBeInstanceOf(ConflictError);
    await measured(40);
    await measure('teredo.trex.fi');
  });

  it('goes to no server that is not in the directory', async () => {
    await servedMachine(fleet, { server: '10.0.0.1', outcome: null });
    await fold(fleet);
    await expect(measure('10.0.0.1')).rejects.toBeInstanceOf(NotFoundError);
    expect(await fleet.rows('select 1 from teredo_server_probe')).toEqual([]);
  });
});

describe('what agents measured', () => {
  it('makes a server answer by one answer, and dead by three silences in two networks', async () => {
    const server = 'teredo.example.org';
    await add(server);
    const silent = { server: 'Teredo.Example.ORG.', outcome: 'silent' as const };
    await servedMachine(fleet, { ...silent, remote: '192.0.2.50' });
    await fold(fleet);
    expect(await verdictOf(server)).toBe('silent');
    await servedMachine(fleet, { ...silent, remote: '192.0.2.50' });
    await servedMachine(fleet, { ...silent, remote: '192.0.2.50' });
    await fold(fleet);
    expect(await verdictOf(server)).toBe('silent');
    await servedMachine(fleet, { ...silent, remote: '192.0.2.51' });
    await fold(fleet);
    expect(await row(server)).toMatchObject({
      machines: { total: 4, inUse: 4 },
      health: { verdict: 'dead', rule: 'H3', failed: 4, answered: 0, simulated: false },
      agents: { failingNetworks: 2, fresh: { silent: 4 } },
    });
    await servedMachine(fleet, { server, outcome: 'both' });
    await fold(fleet);
    expect(await verdictOf(server)).toBe('answers');
  });

  it('counts nothing of a machine that waits to be accepted', async () => {
    await add('teredo.example.org');
    for (let n = 0; n < 4; n += 1)
      await servedMachine(fleet, { server: 'teredo.example.org', outcome: 'silent', status: 'pending' });
    await fold(fleet);
    expect(await row('teredo.example.org')).toMatchObject({ agents: null, machines: { total: 0, inUse: 0 } });
  });

  it('grows old: an hour later, or three observation periods', async () => {
    await add('teredo.example.org');
    await servedMachine(fleet, { server: 'teredo.example.org', outcome: 'both' });
    const age = (minutes: number) =>
      fleet.rows(`update machine_facts set observed_at = now() - make_interval(mins => $1)`, [minutes]);
    await age(70);
    await fold(fleet);
    expect(await row('teredo.example.org')).toMatchObject({
      health: { verdict: 'stale' },
      agents: { old: 1 },
    });
    await verbs['settings.set'](fleet.as('admin'), { observeSeconds: 3600 });
    await fold(fleet);
    expect(await verdictOf('teredo.example.org')).toBe('answers');
  });

  it('goes with what this server measured itself', async () => {
    await add('teredo.example.org');
    const own = (outcome: string) =>
      fleet.rows(
        `insert into teredo_server_probe (name, measured_at, outcome, addresses) values ('teredo.example.org', now(), $1, '{192.0.2.1}')
         on conflict (name) do update set outcome = excluded.outcome`,
        [outcome],
      );
    for (const remote of ['192.0.2.50', '192.0.2.50'])
      await servedMachine(fleet, { server: 'teredo.example.org', outcome: 'silent', remote });
    await fold(fleet);
    await own('silent');
    expect(await verdictOf('teredo.example.org')).toBe('dead');
    await own('both');
    expect(await row('teredo.example.org')).toMatchObject({
      health: { verdict: 'answers', answered: 1, failed: 2 },
      own: { outcome: 'both', fault: null, addresses: ['192.0.2.1'] },
    });
  });

  it('is told of simulated machines as such, and of real ones as soon as there is one', async () => {
    const server = 'teredo.example.org';
    for (let n = 0; n < 3; n += 1) await servedMachine(fleet, { server, outcome: 'silent', simulated: true });
    await fold(fleet);
    expect((await row(server)).health).toMatchObject({ verdict: 'dead', simulated: true });
    await servedMachine(fleet, { server, outcome: 'silent' });
    await fold(fleet);
    expect((await row(server)).health).toMatchObject({ verdict: 'silent', simulated: false, failed: 1 });
  });
});

describe('servers that machines have', () => {
  it('are counted by entry whatever they are written as, on or off, and lead to their machines', async () => {
    const own = '192.0.2.77';
    await add('teredo.example.org');
    await fleet.rows(
      `insert into teredo_server_probe (name, measured_at, outcome, addresses) values ('teredo.example.org', now(), 'both', $1)`,
      [[own, '192.0.2.78']],
    );
    const ids = [
      await servedMachine(fleet, { server: 'TEREDO.example.org.', outcome: null }),
      await servedMachine(fleet, { server: own, outcome: 'silent' }),
      await servedMachine(fleet, { server: 'teredo.example.org', outcome: null, on: false }),
    ];
    await servedMachine(fleet, { server: 'other.example', outcome: null });
    await servedMachine(fleet, { server: null, outcome: null });
    await fold(fleet);
    const found = await row('teredo.example.org');
    expect(found).toMatchObject({
      machines: { total: 3, inUse: 2 },
      writtenAs: [own, 'teredo.example.org'],
      health: { answered: 1, failed: 1 },
    });
    const page = await verbs['machine.list'](fleet.as('viewer'), { filter: { server: found.writtenAs } });
    expect(page.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const counts = await verbs['machine.counts'](fleet.as('viewer'), {
      filter: { server: ['Other.Example.'] },
    });
    expect(counts.total).toBe(1);
  });

  it('come first, those with most machines on top; one that nobody listed is shown as seen', async () => {
    await add('quiet.example');
    for (const server of ['seen.example', 'seen.example', 'teredo.trex.fi'])
      await servedMachine(fleet, { server, outcome: null });
    await fold(fleet);
    const rows = await list();
    expect(rows.slice(0, 3).map(({ name, origin }) => [name, origin])).toEqual([
      ['seen.example', 'seen'],
      ['teredo.trex.fi', 'known'],
      ['quiet.example', 'added'],
    ]);
  });

  it('are shown to a limited person only as far as their own machines have them', async () => {
    const limited = await fleet.person('viewer', [fleet.otherScopeId]);
    await servedMachine(fleet, { server: 'secret.example', outcome: 'both' });
    await servedMachine(fleet, { server: 'teredo.trex.fi', outcome: 'both' });
    await servedMachine(fleet, { server: 'teredo.trex.fi', outcome: null, scopeId: fleet.otherScopeId });
    await fold(fleet);
    const names = (rows: TeredoServerRow[]) => rows.map(({ name }) => name);
    expect(names(await list(limited))).not.toContain('secret.example');
    expect(names(await list())).toContain('secret.example');
    expect(await row('teredo.trex.fi', limited)).toMatchObject({
      machines: { total: 1, inUse: 1 },
      health: { verdict: 'answers' },
    });
  });

  it('are with the server that probes use where a machine has none', async () => {
    await verbs['settings.set'](fleet.as('admin'), { probeServer: 'probes.example' });
    expect(await row('probes.example')).toMatchObject({ origin: 'seen', machines: { total: 0 } });
    await verbs['settings.set'](fleet.as('admin'), { probeServer: 'teredo.trex.fi' });
    expect((await list()).filter(({ name }) => name === 'teredo.trex.fi')).toHaveLength(1);
  });

  it('are forgotten with the machine, and read again when its facts change', async () => {
    const id = await servedMachine(fleet, { server: 'seen.example', outcome: null });
    await fold(fleet);
    await fleet.rows(
      `update machine_facts set changed_at = clock_timestamp(),
         observation = jsonb_set(observation, '{configured,serverName}', '"moved.example"') where machine_id = $1`,
      [id],
    );
    await fold(fleet);
    expect((await list()).map(({ name }) => name)).toContain('moved.example');
    await fleet.rows('delete from machine where id = $1', [id]);
    expect((await list()).map(({ name }) => name)).not.toContain('moved.example');
  });
});

describe('a machine', () => {
  it('says which server it has, whether that is listed and how it is', async () => {
    const id = await servedMachine(fleet, { server: 'debian-miredo.progsoc.org.', outcome: null });
    const { teredoServer } = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(teredoServer).toMatchObject({
      name: 'debian-miredo.progsoc.org',
      listedAs: 'debian-miredo.progsoc.org',
      byDefault: false,
      inUse: true,
      health: { verdict: 'dead', rule: 'H5' },
    });
    const other = await servedMachine(fleet, { server: 'seen.example', outcome: null, on: false });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id: other })).teredoServer).toMatchObject({
      listedAs: null,
      inUse: false,
      health: { verdict: 'unknown' },
    });
    const none = await servedMachine(fleet, { server: null, outcome: null });
    expect((await verbs['machine.get'](fleet.as('viewer'), { id: none })).teredoServer).toBeNull();
    const unseen = await fleet.machine();
    expect((await verbs['machine.get'](fleet.as('viewer'), { id: unseen })).teredoServer).toBeNull();
  });
});
