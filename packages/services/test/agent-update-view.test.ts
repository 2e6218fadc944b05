import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verbs } from '../src';
import { UpdateBench } from './support/update-bench';

const EARLIER = 'a'.repeat(64);
const bench = new UpdateBench();
const { able, age, change, context, found, offer, prove, say, take, view } = bench;

beforeAll(() => bench.start());
afterAll(bench.close);
beforeEach(() => bench.reset());

describe('the view', () => {
  it('names each agent that lies here by the address that machines use, and those that were not built', async () => {
    await bench.fleet.admin.query(
      `insert into setting (key, value) values ('addresses', '{"agentUrl":"https://agents.example.org:3001"}')`,
    );
    expect((await view()).builds).toEqual([
      {
        kind: 'linux',
        url: 'https://agents.example.org:3001/agents/teredo-agent.mjs',
        sha256: expect.any(String),
      },
      { kind: 'windows-x64', url: null, sha256: null },
      {
        kind: 'script',
        url: 'https://agents.example.org:3001/agents/teredo-agent.js',
        sha256: expect.any(String),
      },
    ]);
  });

  it('counts the agents in use by kind and version, and tells how many can be replaced by this key', async () => {
    await able();
    await prove(await able(), '0.2.0');
    await prove(await able(), '0.1.0', { keyId: EARLIER });
    await bench.fleet.machine({ platform: 'wsh' });
    await bench.fleet.machine({ status: 'retired' });
    const { versions, release } = await view();
    expect(versions).toEqual([
      { platform: 'linux', version: '0.2.0', age: 'current', machines: 1, able: 1 },
      { platform: 'linux', version: '0.1.0', age: 'current', machines: 2, able: 1 },
      { platform: 'wsh', version: '0.1.0', age: 'current', machines: 1, able: 0 },
    ]);
    expect(release).toMatchObject({ takers: 1, files: [{ system: 'linux', size: 10 }] });
  });

  it('says of each machine once how far it is; one that fell silent is not known, and is named', async () => {
    await offer({ canaries: 9, atOnce: 9, percent: 1, maxFailures: 9 });
    const ids = await Promise.all(Array.from({ length: 7 }, () => able()));
    const [has, fell, fetching, trying, silent, lost] = ids as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await take(...ids);
    await prove(has, '0.2.0');
    await say(fell, 'fell-back', 'It ended at once.');
    await say(fetching, 'downloading');
    await say(trying, 'ready');
    await say(lost, 'ready');
    await take(trying, lost);
    await age(silent, '61 minutes');
    await age(lost, '31 minutes');
    await age(fetching, '59 minutes');
    const seen = (await view()).offer;
    expect(seen?.counts).toEqual({
      offered: 1,
      downloading: 1,
      ready: 0,
      waiting: 0,
      trying: 1,
      silent: 2,
      updated: 1,
      refused: 0,
      failed: 0,
      'fell-back': 1,
    });
    expect(seen?.failed).toBe(2);
    expect(seen?.failures.map(({ machineId, state, text }) => [machineId, state, text])).toEqual([
      [fell, 'fell-back', 'It ended at once.'],
      [lost, 'silent', null],
      [silent, 'silent', null],
    ]);
  });

  it('names failures that nobody looked at first, and says which somebody did', async () => {
    await offer({ canaries: 9, atOnce: 9, maxFailures: 1 });
    const [known, fresh, fell, fetched] = [await able(), await able(), await able(), await able()];
    await take(known, fresh, fell, fetched);
    await say(known, 'fell-back', 'It ended at once.');
    await say(fetched, 'failed', 'The server does not have it.');
    await change({ goOn: true });
    // What could not be fetched is tried once more; of that nothing is left but that it is not offered yet.
    expect((await view()).offer).toMatchObject({
      counts: { failed: 0, 'fell-back': 1 },
      failures: [{ machineId: known, acknowledged: true }],
      notOffered: { within: 1 },
    });
    await say(fresh, 'fell-back', 'It can’t write.');
    await say(fell, 'refused', 'It is built with another key.');
    await age(fresh, '3 hours');
    const named = (await view()).offer?.failures.map(({ machineId, acknowledged }) => [
      machineId,
      acknowledged,
    ]);
    expect(named).toEqual([
      [fresh, false],
      [fell, false],
      [known, true],
    ]);
  });

  it('waits for no machine that was retired before it began, and keeps what failed there', async () => {
    await offer({ canaries: 9, atOnce: 9 });
    const [gone, lost] = [await able(), await able()];
    await take(gone, lost);
    await say(lost, 'ready');
    await take(lost);
    await bench.fleet.rows("update machine set status = 'retired', retired_at = now()");
    await age(gone, '2 hours');
    await age(lost, '2 hours');
    const seen = (await view()).offer;
    expect(seen).toMatchObject({ failed: 1, counts: { silent: 1, offered: 0, trying: 0 } });
    expect(seen?.failures.map(({ machineId }) => machineId)).toEqual([lost]);
  });

  it('tells how many are still to come, and how many only when the percent rises', async () => {
    await offer({ percent: 30 });
    await Promise.all(Array.from({ length: 40 }, () => able()));
    const { within, beyond } = (await view()).offer?.notOffered ?? { within: 0, beyond: 0 };
    expect(within + beyond).toBe(40);
    expect(within).toBeGreaterThan(2);
    expect(within).toBeLessThan(25);
    await change({ percent: 100 });
    expect((await view()).offer?.notOffered).toEqual({ within: 40, beyond: 0 });
  });

  it('shows who sees a part of the fleet that part, and what holds the whole', async () => {
    await offer();
    const own = await able();
    const other = await able({ scopeId: bench.fleet.otherScopeId });
    await take(other);
    await say(other, 'fell-back', 'It ended at once.');
    const limited = await bench.fleet.person('viewer', [bench.fleet.scopeId]);
    const seen = await view(limited);
    expect(seen.versions.reduce((sum, { machines }) => sum + machines, 0)).toBe(1);
    expect(seen.offer).toMatchObject({
      hold: 'failures',
      failures: [],
      notOffered: { within: 1, beyond: 0 },
    });
    await bench.fleet.rows('update brake set "on" = true');
    expect((await view(limited)).offer?.hold).toBe('brake');
    expect((await view()).offer?.failures).toHaveLength(1);
    expect(own).toBeTruthy();
  });
});

describe('a machine’s page', () => {
  const told = async (id: string) => (await verbs['machine.get'](context('viewer'), { id })).agentUpdate;

  it('says what was offered to it last and what became of it', async () => {
    const id = await able();
    expect(await told(id)).toBeNull();
    await offer();
    await take(id);
    expect(await told(id)).toMatchObject({ version: '0.2.0', state: 'offered', text: null, stopped: false });
    await say(id, 'fell-back', 'It ended at once.');
    expect(await told(id)).toMatchObject({ state: 'fell-back', text: 'It ended at once.' });
    await verbs['agentUpdate.stop'](context(), { reason: 'a mistake in it' });
    bench.releases = found({ version: '0.3.0' });
    await offer({ version: '0.3.0' });
    expect(await told(id)).toMatchObject({ version: '0.2.0', stopped: true });
    await take(id);
    expect(await told(id)).toMatchObject({ version: '0.3.0', state: 'offered' });
  });

  it('waits after a stop for the end of a trial alone', async () => {
    await offer({ canaries: 9, atOnce: 9 });
    const [idle, trying] = [await able(), await able()];
    await take(idle, trying);
    await say(trying, 'ready');
    await take(trying);
    await verbs['agentUpdate.stop'](context(), { reason: 'a mistake in it' });
    expect(await told(trying)).toMatchObject({ state: 'trying', stopped: true });
    await age(idle, '2 hours');
    await age(trying, '2 hours');
    expect(await told(idle)).toMatchObject({ state: 'offered', stopped: true });
    expect(await told(trying)).toMatchObject({ state: 'silent', stopped: true });
  });
});
