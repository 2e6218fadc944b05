import { randomUUID } from 'node:crypto';
import type { DesiredState } from '@teredo-fleet/teredo';
import { decodeTeredoAddress, outcomeOf, plan, unmetFacts } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeToShow } from '../src';
import {
  createSimulatedNoticeChannel,
  createSimulatedPlatform,
  isPresent,
  makePlainMachine,
  makePopulation,
  type SimulatedMachine,
  simulatedHostFacts,
  teredoAddressOf,
} from '../src/simulator';

const now = () => 1_800_000_000_000;
const population = makePopulation(400, 7);
const platformOf = (machine: SimulatedMachine) =>
  createSimulatedPlatform(machine, { now, changeTakesMs: () => 0 });
const measured = { reachability: { probeServer: null, peer: '2001:0:cb00:710a:0:f226:34ff:8ef5' } };

const desired = (mode: 'on' | 'off'): DesiredState => ({
  teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: true,
});

const TO_CLIENT = {
  kind: 'set-teredo',
  type: 'client',
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
} as const;

const find = (matches: (machine: SimulatedMachine) => boolean) => {
  const found = population.find(matches);
  if (found === undefined) throw new Error('the population has no such machine');
  return found;
};

describe('a population', () => {
  it('is the same for the same seed, and a larger one only adds machines', () => {
    expect(makePopulation(50, 7)).toEqual(population.slice(0, 50));
    expect(makePopulation(50, 8)).not.toEqual(population.slice(0, 50));
  });

  it('has every generation from XP SP2 to Windows 11, several languages, NAT kinds, policy and rhythms', () => {
    const seen = (read: (machine: SimulatedMachine) => unknown) => new Set(population.map(read));
    expect(seen(({ os }) => os.version.split('.').slice(0, 2).join('.'))).toEqual(
      new Set(['5.1', '5.2', '6.0', '6.1', '6.3', '10.0', '12']),
    );
    expect(seen(({ language }) => language).size).toBe(6);
    expect(seen(({ nat }) => nat).size).toBe(6);
    expect(seen(({ policyTeredoState }) => policyTeredoState)).toEqual(
      new Set([null, 'Disabled', 'Enterprise Client']),
    );
    expect(seen(({ presence }) => presence.kind)).toEqual(new Set(['always', 'rhythm']));
    expect(seen(({ hostname }) => hostname).size).toBe(population.length);
    expect(seen(({ hardwareId }) => hardwareId).size).toBe(population.length);
  });

  it('has machines whose clock is wrong, which their observations show', async () => {
    expect(population.filter(({ clockSkewMs }) => clockSkewMs === 0).length).toBeGreaterThan(350);
    const late = find(({ clockSkewMs }) => clockSkewMs < 0);
    const { configured } = await platformOf(late).observe({ reachability: null });
    expect(configured.at).toBe(now() + late.clockSkewMs);
  });

  it('has servers that answer, that answer at one address, that are dead and that have no name any more', async () => {
    const seen = new Map<string, Set<string | null>>();
    for (const machine of population.filter(({ serverReachable }) => serverReachable)) {
      const { configured, reachable, effective } = await platformOf(machine).observe(measured);
      const outcome = reachable.probe === null ? null : outcomeOf(reachable.probe);
      const name = String(configured.serverName);
      seen.set(name, (seen.get(name) ?? new Set()).add(outcome));
      if (outcome === 'silent' || outcome === 'unresolved') expect(effective.address).toBeNull();
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      'teredo.example.net': new Set(['both']),
      'teredo-half.example.net': new Set(['primary-only']),
      'teredo-old.example.net': new Set(['silent']),
      'teredo-gone.example.net': new Set(['unresolved']),
    });
  });

  it('has reachable machines where the server names no peer to ping', async () => {
    const qualified = find((machine) => teredoAddressOf(machine) !== null);
    const reachability = { probeServer: null, peer: null };
    const { reachable } = await platformOf(qualified).observe({ reachability });
    expect(reachable.verdict).toBe('yes');
    expect(decodeTeredoAddress(reachable.ping?.peer ?? '')).not.toBeNull();
  });

  it('marks every machine as simulated', () => {
    for (const machine of population) expect(simulatedHostFacts(machine).platform).toBe('simulated');
  });

  it('is away for its share of the time', () => {
    const presence = { kind: 'rhythm', periodMs: 1000, onShare: 0.25, phaseMs: 100 } as const;
    const here = Array.from({ length: 1000 }, (_, at) => isPresent(presence, at)).filter(Boolean).length;
    expect(here).toBe(250);
  });
});

describe('a simulated machine', () => {
  it('is read by the real readers without anything unknown about Teredo', async () => {
    for (const machine of population.filter(
      ({ fault, networkingPack }) => fault === 'none' && networkingPack === null,
    )) {
      const { configured, effective } = await platformOf(machine).observe(measured);
      expect(configured.type, machine.hostname).not.toBe('unknown');
      if (machine.settings.serviceState === 'running')
        expect(effective.state, machine.hostname).not.toBe('unknown');
    }
  });

  it('has its Teredo address from its own NAT when it is qualified', async () => {
    const machine = find(
      (one) =>
        one.inUse &&
        one.settings.teredoType === 'enterpriseclient' &&
        one.serverReachable &&
        one.policyTeredoState === null &&
        one.disabledComponents === 0 &&
        one.settings.serviceState === 'running',
    );
    const { effective, reachable } = await platformOf(machine).observe(measured);
    expect(decodeTeredoAddress(effective.address ?? '')?.clientIPv4).toBe(machine.publicAddress);
    expect(reachable.verdict).toBe('yes');
  });

  it('says Ok without effect under group policy, as Windows does', async () => {
    const machine = find(
      ({ policyTeredoState, elevated, quirk }) =>
        policyTeredoState === 'Disabled' && elevated && quirk === 'none',
    );
    const platform = platformOf(machine);
    expect((await platform.apply(TO_CLIENT, { jobId: randomUUID() })).outcome).toBe('done');
    expect((await platform.observe(measured)).configured).toMatchObject({
      type: 'disabled',
      typeSetBy: 'group-policy',
    });
  });

  it('says Ok without effect until it is mended, and then gives back what was before the first try', async () => {
    const platform = platformOf({ ...makePlainMachine(0), quirk: 'no-effect' });
    const earlier = platform.settings();
    const [first, second] = [{ jobId: randomUUID() }, { jobId: randomUUID() }];
    expect((await platform.apply(TO_CLIENT, first)).outcome).toBe('done');
    expect(platform.settings()).toEqual(earlier);
    platform.mend();
    await platform.apply(TO_CLIENT, second);
    expect(platform.settings()).toEqual({ ...earlier, teredoType: 'client' });
    await platform.apply({ kind: 'restore-saved', savedByJob: first.jobId }, { jobId: randomUUID() });
    expect(platform.settings()).toEqual(earlier);
  });

  it('is where the plan wants it after the plan’s steps, or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...population),
        fc.constantFrom('on' as const, 'off' as const),
        async (machine, mode) => {
          const platform = platformOf({ ...machine, quirk: 'none', fault: 'none' });
          const { steps, blockers } = plan(await platform.observe(measured), desired(mode));
          for (const step of steps) await platform.apply(step, { jobId: 'job' });
          const unmet = unmetFacts(await platform.observe(measured), desired(mode)).map(({ fact }) => fact);
          const configured = unmet.filter((fact) => fact.startsWith('configured'));
          if (blockers.length === 0) expect(configured).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives back exactly what was before a job', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...population), async (machine) => {
        const platform = platformOf(machine);
        const before = await platform.observe(measured);
        for (const step of plan(before, desired('on')).steps) await platform.apply(step, { jobId: 'job' });
        await platform.keep({ jobId: 'job' });
        await platform.apply({ kind: 'restore-saved', savedByJob: 'job' }, { jobId: 'undo' });
        expect(await platform.observe(measured)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the users of a simulated machine', () => {
  const notice: NoticeToShow = {
    language: 'en',
    title: 'T',
    body: 'B',
    openBody: 'B',
    offers: { acknowledge: true, defer: true, refuse: true },
    answerTimeoutMs: 50,
  };
  const channelOf = (habit: SimulatedMachine['users'][number]['habit']) => {
    const users = [{ name: 'kim', session: 'session-1', habit, answersAfterMs: 1000 }];
    return createSimulatedNoticeChannel({ ...population[0]!, users }, { now, pace: 100 });
  };

  it.each([
    ['acknowledges', 'acknowledged'],
    ['refuses', 'refused'],
    ['defers-once', 'deferred'],
    ['ignores', 'timed-out'],
  ] as const)('%s: the answer is %s', async (habit, answer) => {
    const channel = channelOf(habit);
    const [session] = await channel.sessions('now');
    const showing = channel.show(session!, notice);
    expect(await showing.displayed).toBe(now());
    expect((await showing.outcome).answer).toBe(answer);
    await channel.close();
  });

  it('acknowledges the second time who deferred the first', async () => {
    const channel = channelOf('defers-once');
    const [session] = await channel.sessions('now');
    await channel.show(session!, notice).outcome;
    expect((await channel.show(session!, notice).outcome).answer).toBe('acknowledged');
  });

  it('says nothing any more when the notice is withdrawn', async () => {
    const channel = channelOf('acknowledges');
    const [session] = await channel.sessions('now');
    const showing = channel.show(session!, notice);
    showing.withdraw();
    expect((await showing.outcome).answer).toBeNull();
  });
});
