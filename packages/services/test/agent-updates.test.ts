import { enterSilentTrials, runningUpdate, takeUpdateReports } from '@teredo-fleet/db';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, ForbiddenError, InvalidError, verbs } from '../src';
import { type UpdateCounts, updateRoom } from '../src/agent-update/update-room';
import { openSessions, sessionRequest } from './support/agents';
import { PLAIN_OFFER, RELEASE_KEY, UpdateBench } from './support/update-bench';

const EARLIER = 'a'.repeat(64);
const bench = new UpdateBench();
const { able, age, change, context, entries, found, offer, prove, say, take, view } = bench;

beforeAll(() => bench.start());
afterAll(bench.close);
beforeEach(() => bench.reset());

describe('without a release key', () => {
  it('there is no self-update, and the server says so', async () => {
    bench.releases = { key: null, found: null, problem: null };
    expect(await view()).toMatchObject({ keyId: null, release: null, problem: null, offer: null });
    await expect(offer()).rejects.toThrow(/built without a release key, so there is no self-update/);
  });
});

describe('a release', () => {
  it('is offered only if it is the one that was seen, whole and not expired', async () => {
    await expect(offer({ version: '0.3.0' })).rejects.toThrow(/is 0\.2\.0, not 0\.3\.0/);
    bench.releases = found({ expiresAt: bench.fleet.now });
    await expect(offer()).rejects.toThrow(/has expired/);
    bench.releases = {
      key: RELEASE_KEY,
      found: null,
      problem: 'teredo-agent.mjs is not the file that was signed.',
    };
    await expect(offer()).rejects.toThrow(/not the file that was signed/);
    bench.releases = { key: RELEASE_KEY, found: null, problem: null };
    await expect(offer()).rejects.toThrow(ConflictError);
    bench.releases = found();
    for (const wrong of [
      { percent: 0 },
      { percent: 101 },
      { canaries: 0 },
      { atOnce: 0 },
      { maxFailures: 0 },
    ])
      await expect(offer(wrong)).rejects.toBeInstanceOf(InvalidError);
    await offer();
    await expect(offer()).rejects.toThrow(/0\.2\.0 is offered now\. Stop that first/);
  });

  it('is offered by an admin of the whole fleet alone, and the trail tells what and why', async () => {
    const limited = await bench.fleet.person('admin', [bench.fleet.scopeId]);
    const call = verbs['agentUpdate.offer'](context(limited), { version: '0.2.0', ...PLAIN_OFFER });
    await expect(call).rejects.toBeInstanceOf(ForbiddenError);
    await offer();
    const [entry] = (await entries('agentUpdate.offer'))
      .filter(({ outcome }) => outcome === 'done')
      .slice(-1);
    expect(entry).toMatchObject({
      object_id: '0.2.0',
      reason: 'new version',
      after: { keyId: bench.keyId, percent: 100 },
    });
  });
});

describe('a machine', () => {
  it('gets it when its agent has that key, is older, and its program was released', async () => {
    await offer({ atOnce: 100, canaries: 100 });
    const good = await able();
    const newer = await able();
    await prove(newer, '0.2.0');
    const other = await able();
    await prove(other, '0.1.0', { keyId: EARLIER });
    const without = await bench.fleet.machine();
    const pending = await able({ status: 'pending' });
    const told = await take(good, newer, other, without, pending);
    expect(told.map(({ machineId, install }) => [machineId, install])).toEqual([[good, false]]);
    expect(await entries('agentUpdate.send')).toMatchObject([{ object_id: good, actor_kind: 'system' }]);
  });

  it('of another label does not get it', async () => {
    await offer({ label: 'Lab', canaries: 10 });
    const [lab, office] = [await able({ labels: ['Lab'] }), await able({ labels: ['Office'] })];
    expect((await take(lab, office)).map(({ machineId }) => machineId)).toEqual([lab]);
  });

  it('begins only when it is ready, once for each time that it says so, and has it when it comes back with it', async () => {
    await offer();
    const id = await able();
    await take(id);
    await say(id, 'downloading');
    expect(await take(id)).toMatchObject([{ install: false }]);
    await say(id, 'ready');
    expect(await take(id)).toMatchObject([{ machineId: id, install: true }]);
    expect(await take(id)).toMatchObject([{ install: false }]);
    await say(id, 'waiting', 'A change is under way.');
    await say(id, 'ready');
    expect(await take(id)).toMatchObject([{ install: true }]);
    await prove(id, '0.2.0', { trial: true });
    expect((await view()).offer).toMatchObject({ updated: 0, underWay: 1 });
    await prove(id, '0.2.0');
    expect((await view()).offer).toMatchObject({ updated: 1, underWay: 0, failed: 0 });
    expect(await take(id)).toEqual([]);
    expect(await entries('agentUpdate.end')).toMatchObject([{ object_id: id, outcome: 'done' }]);
  });

  it('that fell back holds it for everybody, with its reason, until somebody has looked', async () => {
    await offer({ canaries: 1 });
    const [first, second] = [await able(), await able()];
    const [told] = await take(first);
    expect(told?.machineId).toBe(first);
    await say(first, 'fell-back', 'It ended at once.');
    expect(await take(first, second)).toEqual([]);
    expect((await view()).offer).toMatchObject({
      hold: 'failures',
      failed: 1,
      failures: [{ machineId: first, state: 'fell-back', text: 'It ended at once.' }],
    });
    const [last] = (await entries('agentUpdate.end')).slice(-1);
    expect(last).toMatchObject({ object_id: first, outcome: 'failed', reason: 'It ended at once.' });
    await change({ goOn: true });
    expect((await take(first, second)).map(({ machineId }) => machineId)).toEqual([second]);
    await say(first, 'ready');
    expect((await view()).offer?.failures).toHaveLength(1);
  });

  it('is forgotten with its updates when it is deleted', async () => {
    await offer();
    const id = await able();
    await take(id);
    await bench.fleet.rows(`delete from machine where id = '${id}'`);
    expect(await runningUpdate(bench.fleet.database.pool('gateway'))).toMatchObject({ underWay: 0, good: 0 });
  });

  it('that was never connected since its agent lost the ability is offered nothing', async () => {
    await offer();
    const id = await able();
    await openSessions(bench.fleet, [sessionRequest(id, { bootId: 'boot', hardwareId: id })]);
    expect(await take(id)).toEqual([]);
  });
});

describe('what somebody looked at', () => {
  it('hides no failure that came after it, also when one of those comes back with the version', async () => {
    await offer({ canaries: 10, atOnce: 10 });
    const [silent, second] = [await able(), await able()];
    await take(silent, second);
    await say(silent, 'ready');
    await take(silent);
    await age(silent, '40 minutes');
    expect((await view()).offer).toMatchObject({ hold: 'failures', failed: 1 });
    await change({ goOn: true });
    expect((await view()).offer).toMatchObject({ hold: null, acknowledged: 1 });
    await prove(silent, '0.2.0');
    expect((await view()).offer).toMatchObject({ updated: 1, failed: 0, acknowledged: 0 });
    await say(second, 'fell-back', 'It ended at once.');
    expect((await view()).offer?.hold).toBe('failures');
  });

  it('is one attempt: the next that goes wrong on that machine holds it anew', async () => {
    await offer({ canaries: 10, atOnce: 10 });
    const id = await able();
    await take(id);
    await say(id, 'ready');
    await take(id);
    await age(id, '40 minutes');
    await change({ goOn: true });
    await say(id, 'ready');
    expect(await take(id)).toMatchObject([{ install: true }]);
    await say(id, 'fell-back', 'It ended at once.');
    expect((await view()).offer).toMatchObject({ hold: 'failures', acknowledged: 0 });
  });
});

describe('an agent that does not tell the truth', () => {
  it('is let begin ten times at most, and then counts as one that failed', async () => {
    await offer({ canaries: 10, atOnce: 10 });
    const id = await able();
    await take(id);
    for (let round = 0; round < 15; round += 1) {
      await say(id, 'ready');
      await take(id);
    }
    const began = (await entries('agentUpdate.start')).filter(({ object_id }) => object_id === id);
    expect(began).toHaveLength(10);
    const text = expect.stringMatching(/begin 10 times/);
    expect((await view()).offer?.failures).toMatchObject([{ machineId: id, state: 'failed', text }]);
  });

  it('keeps nobody waiting for longer than an hour, whatever it says meanwhile', async () => {
    await offer({ canaries: 1 });
    const [slow, next] = [await able(), await able()];
    expect(await take(slow)).toHaveLength(1);
    await age(slow, '2 hours');
    await say(slow, 'downloading');
    expect((await take(slow, next)).map(({ machineId }) => machineId)).toContain(next);
  });

  it('keeps no place of those that try it by saying that it does', async () => {
    await offer({ canaries: 1 });
    const [liar, next] = [await able(), await able()];
    await take(liar);
    await age(liar, '2 hours');
    await say(liar, 'trying');
    expect((await take(liar, next)).map(({ machineId }) => machineId)).toContain(next);
  });

  it('is let begin all the same when it was ready before it said that it tries it', async () => {
    await offer();
    const machineId = await able();
    await take(machineId);
    const report = { machineId, version: '0.2.0', text: null };
    await takeUpdateReports(bench.fleet.database.pool('gateway'), [
      { ...report, state: 'ready' },
      { ...report, state: 'trying' },
    ]);
    expect(await take(machineId)).toMatchObject([{ install: true }]);
  });

  it('shows nothing by its version once it is retired or in quarantine', async () => {
    await offer({ canaries: 1 });
    const id = await able();
    await take(id);
    await bench.fleet.rows(`update machine set status = 'retired', retired_at = now() where id = '${id}'`);
    await prove(id, '0.2.0');
    expect((await view()).offer).toMatchObject({ updated: 0, underWay: 0 });
  });
});

describe('the stages', () => {
  it('hold for machines that are ready too, however long they waited', async () => {
    await offer({ canaries: 1, atOnce: 1 });
    const ids = await Promise.all([able(), able(), able()]);
    for (const id of ids) {
      await take(id);
      await say(id, 'ready');
      await age(id, '2 hours');
    }
    const told = await take(...ids);
    expect(told.filter(({ install }) => install)).toHaveLength(1);
  });

  it('hold for somebody who sees a part of the fleet as they are', async () => {
    await offer({ canaries: 1 });
    const id = await able();
    await take(id);
    await say(id, 'fell-back', 'It ended at once.');
    const limited = await bench.fleet.person('viewer', [bench.fleet.otherScopeId]);
    expect((await view(limited)).offer).toMatchObject({ hold: 'failures', failed: 0, failures: [] });
  });

  it('are canaries first, then so many at once, of the percent that was said', async () => {
    await offer({ canaries: 2, atOnce: 3, percent: 40 });
    const ids = await Promise.all(Array.from({ length: 40 }, () => able()));
    const first = await take(...ids);
    expect(first).toHaveLength(2);
    expect((await view()).offer?.hold).toBe('canaries');
    expect(await take(...ids)).toHaveLength(2);
    for (const { machineId } of first) await prove(machineId, '0.2.0');
    expect(await take(...ids)).toHaveLength(3);
    expect((await view()).offer?.hold).toBe('at-once');
    for (let round = 0; round < 20; round += 1)
      for (const { machineId } of await take(...ids)) await prove(machineId, '0.2.0');
    const reached = (await view()).offer?.updated ?? 0;
    expect(reached).toBeGreaterThan(4);
    expect(reached).toBeLessThan(32);
    await change({ percent: 100, atOnce: 40 });
    for (const { machineId } of await take(...ids)) await prove(machineId, '0.2.0');
    expect((await view()).offer).toMatchObject({ updated: 40, hold: null });
  });

  it('are not overrun by gateways that ask at the same moment', async () => {
    await offer({ canaries: 3, atOnce: 3 });
    const ids = await Promise.all(Array.from({ length: 12 }, () => able()));
    const told = await Promise.all(ids.map((id) => take(id)));
    expect(told.flat()).toHaveLength(3);
  });

  it('stop at the brake, also for a machine that is ready', async () => {
    await offer();
    const [ready, next] = [await able(), await able()];
    await take(ready);
    await say(ready, 'ready');
    await bench.fleet.rows('update brake set "on" = true');
    expect(await take(ready, next)).toEqual([]);
    expect((await view()).offer?.hold).toBe('brake');
    await bench.fleet.rows('update brake set "on" = false');
    expect(await take(ready)).toMatchObject([{ install: true }]);
  });

  it('that end silently are in the audit trail, once each time that a machine was let begin', async () => {
    await offer({ atOnce: 5, canaries: 5 });
    const [silent, slow] = [await able(), await able()];
    await take(silent, slow);
    for (const id of [silent, slow]) await say(id, 'ready');
    await take(silent, slow);
    const enter = () => enterSilentTrials(bench.fleet.database.pool('engine'));
    const ends = async () =>
      (await entries('agentUpdate.end')).filter(({ object_id }) => object_id === silent);
    await age(silent, '29 minutes');
    expect([await enter(), await ends()]).toEqual([[], []]);
    await age(silent, '2 minutes');
    expect([await enter(), await enter()]).toEqual([[silent], []]);
    const told = {
      actor_kind: 'system',
      outcome: 'failed',
      after: { version: '0.2.0', state: 'silent' },
      reason: expect.stringMatching(
        /^It was let begin to try it at .* UTC and told no end for half an hour\.$/,
      ),
    };
    expect(await ends()).toMatchObject([told]);
    await say(silent, 'ready');
    await change({ goOn: true });
    expect(await take(silent)).toMatchObject([{ install: true }]);
    expect(await enter()).toEqual([]);
    await age(silent, '31 minutes');
    expect(await enter()).toEqual([silent]);
    await prove(silent, '0.2.0');
    expect(await ends()).toMatchObject([told, told, { outcome: 'done' }]);
  });

  it('of a stopped offer have their end all the same, for whoever had begun', async () => {
    await offer({ atOnce: 5, canaries: 5 });
    const [good, bad] = [await able(), await able()];
    await take(good, bad);
    for (const id of [good, bad]) await say(id, 'ready');
    await take(good, bad);
    await verbs['agentUpdate.stop'](context(), { reason: 'a mistake in it' });
    await prove(good, '0.2.0');
    await say(bad, 'fell-back', 'It ended at once.');
    const ends = (await entries('agentUpdate.end')).filter(({ object_id }) =>
      [good, bad].includes(object_id),
    );
    expect(ends).toMatchObject([
      { object_id: good, outcome: 'done' },
      { object_id: bad, outcome: 'failed', reason: 'It ended at once.' },
    ]);
  });

  it('say when the programs that are offered lie on the server no more', async () => {
    await offer();
    expect((await view()).problem).toBeNull();
    bench.releases = found({ version: '0.3.0' });
    expect((await view()).problem).toMatch(/0\.2\.0 is offered, and its programs are not on this server/);
  });

  it('stop when the offer is stopped, and another can be offered', async () => {
    await offer();
    const id = await able();
    await take(id);
    await say(id, 'ready');
    await verbs['agentUpdate.stop'](context(), { reason: 'a mistake in it' });
    expect(await take(id)).toEqual([]);
    expect((await view()).offer).toBeNull();
    await expect(change()).rejects.toBeInstanceOf(ConflictError);
    bench.releases = found({ version: '0.3.0' });
    await offer({ version: '0.3.0' });
    expect(await take(id)).toMatchObject([{ install: false }]);
  });

  it('give no room that was not said, whatever the counts', () => {
    const count = fc.integer({ min: 0, max: 50 });
    const limit = fc.integer({ min: 1, max: 50 });
    const counts: fc.Arbitrary<UpdateCounts> = fc.record({
      canaries: limit,
      atOnce: limit,
      maxFailures: limit,
      acknowledged: count,
      good: count,
      bad: count,
      underWay: count,
      trying: count,
    });
    fc.assert(
      fc.property(counts, fc.boolean(), (it, braked) => {
        const { room, hold, starts } = updateRoom(it, braked);
        expect(room > 0).toBe(hold === null);
        if (starts > 0) {
          expect(it.trying + starts).toBeLessThanOrEqual(it.atOnce);
          if (it.good < it.canaries) expect(it.good + it.trying + starts).toBeLessThanOrEqual(it.canaries);
          expect(braked || it.bad - it.acknowledged >= it.maxFailures).toBe(false);
        }
        if (hold !== null) return;
        expect(braked || it.bad - it.acknowledged >= it.maxFailures).toBe(false);
        expect(it.underWay + room).toBeLessThanOrEqual(it.atOnce);
        if (it.good < it.canaries) expect(it.good + it.underWay + room).toBeLessThanOrEqual(it.canaries);
      }),
    );
  });
});
