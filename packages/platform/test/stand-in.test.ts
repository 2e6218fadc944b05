import type {
  DesiredState,
  Observation,
  TeredoType,
  WindowsRelease,
  WindowsSettings,
} from '@teredo-fleet/teredo';
import {
  buildWindowsObservation,
  decodeConsoleBytes,
  diagnose,
  plan,
  rawWindowsOf,
  releaseOfAnswers,
  restoreDeeds,
  stepDeeds,
  unmetFacts,
  WINDOWS_RELEASES,
  windowsSettingsOf,
} from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from '../src/simulator';
import {
  answerAsWindows,
  createStandInWindows,
  encodeConsole,
  type StandInState,
  type StandInWindows,
  standInMachine,
  standInState,
} from '../src/stand-in';
import { OS_OF } from './stand-in-machines';

const measured = {
  times: { configured: 1, effective: 1, reachable: 1, firewall: 1 },
  probe: null,
  ping: null,
};
const isOld = (release: WindowsRelease) => release.includes('sp');

function observe(windows: StandInWindows): Observation {
  return buildWindowsObservation(rawWindowsOf(windows.look(), measured));
}

function standIn(
  release: WindowsRelease,
  machine: Partial<SimulatedMachine> = {},
  change: Partial<StandInState> = {},
): StandInWindows {
  return createStandInWindows(standInState(standInMachine(OS_OF[release], machine), change));
}

/** IPv6 is there, and somebody set a type. */
function typed(windows: StandInWindows, type: 'disabled' | 'client'): StandInWindows {
  const { settings, ...rest } = windows.state();
  const teredo = { ...settings.teredo, type };
  const service = { running: true, start: 'auto' } as const;
  windows.set({ ...rest, settings: { ...settings, ipv6Installed: true, teredo, service } });
  return windows;
}

const turnedOff = (windows: StandInWindows) => typed(windows, 'disabled');
const turnedOn = (windows: StandInWindows) => typed(windows, 'client');

function desired(mode: 'on' | 'off', change: Partial<DesiredState> = {}): DesiredState {
  return {
    teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
    ipv6: 'install-if-missing',
    firewall: mode === 'on' ? 'allow-teredo' : 'remove-exception',
    allowReboot: false,
    acceptFirewallOff: true,
    ...change,
  };
}

/** XP SP1's firewall for IPv6 is out of reach. */
const wishFor = (release: WindowsRelease, mode: 'on' | 'off') =>
  desired(mode, release === 'xp-sp1' ? { firewall: 'leave' } : {});

/** Plans and does, as an agent would: what is saved, then each step, with the machine read anew before each. */
function roll(windows: StandInWindows, wish: DesiredState): WindowsSettings {
  const release = releaseOfAnswers(windows.look())!;
  const earlier = windowsSettingsOf(windows.look(), release);
  const { steps, blockers } = plan(observe(windows), wish);
  expect(blockers).toEqual([]);
  for (const step of steps) {
    if (step.kind === 'restore-saved') throw new Error('no plan restores');
    windows.perform(stepDeeds(step, release, windowsSettingsOf(windows.look(), release)));
  }
  return earlier;
}

function rollBack(windows: StandInWindows, earlier: WindowsSettings): void {
  const release = releaseOfAnswers(windows.look())!;
  windows.perform(restoreDeeds(release, earlier, windowsSettingsOf(windows.look(), release)));
}

describe.each(WINDOWS_RELEASES)('a machine with %s', (release) => {
  it.each(['en-US', 'zh-CN', 'de-DE'])(
    'in %s is turned on, read back, and given back what it was',
    (language) => {
      const windows = standIn(release, { language });
      const before = windows.state().settings;
      const earlier = roll(windows, wishFor(release, 'on'));
      expect(unmetFacts(observe(windows), wishFor(release, 'on'))).toEqual([]);
      expect(plan(observe(windows), wishFor(release, 'on'))).toEqual({ steps: [], blockers: [] });
      rollBack(windows, earlier);
      expect(windows.state().settings).toEqual(before);
    },
  );

  it('is turned off, read back, and turned on again by a rollback', () => {
    const type = isOld(release) ? 'client' : 'enterpriseclient';
    const windows = standIn(release);
    const on = windows.state();
    const teredo = {
      type,
      serverName: 'teredo.example',
      refreshIntervalSeconds: 45,
      clientPort: 3545,
    } as const;
    const service = { running: true, start: 'auto' } as const;
    windows.set({ ...on, settings: { ...on.settings, ipv6Installed: true, teredo, service } });
    const before = windows.state().settings;
    const earlier = roll(windows, wishFor(release, 'off'));
    expect(unmetFacts(observe(windows), wishFor(release, 'off'))).toEqual([]);
    rollBack(windows, earlier);
    expect(windows.state().settings).toEqual(before);
  });

  it('takes the wish that leaves everything else as it is, but where nobody can tell whether the firewall is on', () => {
    const windows = turnedOff(standIn(release));
    const codes = plan(
      observe(windows),
      desired('on', { firewall: 'leave', acceptFirewallOff: false }),
    ).blockers;
    expect(codes.map(({ code }) => code)).toEqual(release === 'xp-sp1' ? ['unsupported-os'] : []);
  });

  it('tells its version, its service pack, its language and its rights', () => {
    const { os, elevated, domainJoined } = observe(
      standIn(release, { language: 'zh-CN', domainJoined: true }),
    );
    expect(os).toEqual({ ...OS_OF[release], displayLanguage: 'zh-CN' });
    expect({ elevated, domainJoined }).toEqual({ elevated: true, domainJoined: true });
    expect(observe(standIn(release, { elevated: false })).elevated).toBe(false);
  });

  it('in a domain is an enterpriseclient', () => {
    const windows = standIn(release, { domainJoined: true });
    roll(windows, wishFor(release, 'on'));
    expect(windows.state().settings.teredo.type).toBe('enterpriseclient');
  });

  it.each(['no-effect', 'refused', 'access-denied'] as const)(
    'whose netsh answers %s is found out by reading back, whatever it said',
    (quirk) => {
      const windows = turnedOff(standIn(release, {}, { quirk }));
      const before = windows.state().settings;
      roll(windows, wishFor(release, 'on'));
      expect(unmetFacts(observe(windows), wishFor(release, 'on'))).not.toEqual([]);
      expect(windows.state().settings.teredo).toEqual(before.teredo);
    },
  );

  it.each(['unread', 'hangs', 'missing'] as const)('whose netsh is %s is not changed on a guess', (quirk) => {
    const windows = standIn(release, {}, { quirk });
    const state = windows.state();
    windows.set({ ...state, settings: { ...state.settings, ipv6Installed: true } });
    const { steps, blockers } = plan(observe(windows), wishFor(release, 'on'));
    expect(steps).toEqual([]);
    expect(blockers.map(({ code }) => code)).toContain(
      release === 'xp-sp1' ? 'networking-pack-missing' : 'unreadable',
    );
  });

  it('whose netsh takes a part of what it is told and says Ok. is found out, and given back', () => {
    const windows = turnedOff(standIn(release, {}, { quirk: 'partial' }));
    const before = windows.state().settings;
    const wish = wishFor(release, 'on');
    const teredo = { ...wish.teredo, serverName: 'teredo.example' };
    const earlier = roll(windows, { ...wish, teredo });
    expect(windows.state().settings.teredo).toMatchObject({ serverName: null });
    const unmet = unmetFacts(observe(windows), { ...wish, teredo });
    expect(unmet.map(({ fact }) => fact)).toContain('configured.serverName');
    rollBack(windows, earlier);
    expect(windows.state().settings).toEqual(before);
  });

  it('whose service does not answer prints four lines, and that is not off', () => {
    const windows = standIn(release, { fault: 'service-hangs' });
    const state = windows.state();
    windows.set({ ...state, settings: { ...state.settings, ipv6Installed: true } });
    expect(observe(windows).effective.state).toBe('unknown');
  });

  it('with IPv6 of its own is told apart as a relay for itself, however well Teredo runs', () => {
    const codes = (windows: StandInWindows) => diagnose(observe(windows)).map(({ code }) => code);
    const relay = turnedOn(standIn(release, { nativeGlobalAddress: '2001:db8::1' }));
    const client = turnedOn(standIn(release));
    expect(observe(relay).effective).toMatchObject({ state: 'qualified', role: 'host-specific-relay' });
    expect(codes(relay)).toContain('host-specific-relay');
    expect(observe(client).effective).toMatchObject({ state: 'qualified', role: 'client' });
    expect(codes(client)).not.toContain('host-specific-relay');
  });

  it('gives back every value that can be set, whatever it was', () => {
    fc.assert(
      fc.property(settingsOf(release), settingsOf(release), (before, after) => {
        const windows = standIn(release);
        windows.set({ ...windows.state(), settings: before });
        expect(windowsSettingsOf(windows.look(), release)).toEqual(before);
        windows.set({ ...windows.state(), settings: after });
        rollBack(windows, before);
        const { firewall, ...others } = windows.state().settings;
        const { openPorts, ownPorts: _, ...rules } = firewall;
        expect({ ...others, firewall: rules }).toMatchObject({
          teredo: before.teredo,
          service: before.service,
          ipv6Installed: before.ipv6Installed,
          firewall: {
            ownAllowRule: before.firewall.ownAllowRule,
            ownBlockRule: before.firewall.ownBlockRule,
          },
        });
        expect([...openPorts].sort((a, b) => a - b)).toEqual(portsAfterUndo(before, after));
      }),
      { numRuns: 50 },
    );
  });
});

/** Few, so that they meet: others' ports, Teredo's, and those of this product. */
const port = fc.constantFrom(1, 1434, 3544, 5060, 34_567, 65_535);

/** Ours are what they were before, those of others what they were found. */
function portsAfterUndo(before: WindowsSettings, after: WindowsSettings): number[] {
  const own = [before, after].flatMap(({ teredo, firewall }) => [teredo.clientPort, ...firewall.ownPorts]);
  const [were, are] = [before.firewall.openPorts, after.firewall.openPorts];
  return [...new Set([...were, ...are])]
    .filter((one) => (own.includes(one) ? were : are).includes(one))
    .sort((a, b) => a - b);
}

function teredoOf(release: WindowsRelease) {
  const types: (TeredoType | null)[] = [null, 'client', 'enterpriseclient', 'disabled'];
  return fc.record({
    type: fc.constantFrom(
      ...types,
      ...(release === '10' || release === '11' ? ['natawareclient' as const] : []),
    ),
    serverName: fc.constantFrom(null, 'teredo.example', '192.0.2.1'),
    refreshIntervalSeconds: fc.option(fc.integer({ min: 1, max: 86_400 })),
    clientPort: fc.option(port),
  });
}

/** Settings that the machine could have. */
function settingsOf(release: WindowsRelease): fc.Arbitrary<WindowsSettings> {
  const old = isOld(release);
  const entry = fc.record({ port, isOurs: fc.boolean() });
  const selector = (one: { port: number }) => one.port;
  const ports = fc
    .uniqueArray(entry, { maxLength: old && release !== 'xp-sp1' ? 3 : 0, selector })
    .map((list) => [...list].sort((a, b) => a.port - b.port));
  return fc.record({
    ipv6Installed: fc.constant(true),
    teredo: teredoOf(release),
    service: fc.record({ running: fc.boolean(), start: fc.constantFrom('auto', 'demand') }),
    firewall: fc
      .record({
        ports,
        ownAllowRule: old ? fc.constant(false) : fc.boolean(),
        ownBlockRule: old ? fc.constant(false) : fc.boolean(),
        othersAllow: fc.constant(!old),
      })
      .map(({ ports: entries, ...rules }) => ({
        ...rules,
        openPorts: entries.map((one) => one.port),
        ownPorts: entries.filter(({ isOurs }) => isOurs).map((one) => one.port),
      })),
  });
}

describe('a policy', () => {
  it.each(['7', '8', '8.1', '10', '11'] as const)('on %s rules although netsh answers Ok.', (release) => {
    const windows = standIn(release, { policyTeredoState: 'Disabled' });
    const answer = windows.run({
      program: 'netsh',
      args: ['interface', 'teredo', 'set', 'state', 'type=client'],
      timeoutMs: 1,
    });
    expect(answer?.text).toBe('Ok.\r\n\r\n');
    const seen = observe(windows);
    expect(seen.configured).toMatchObject({ type: 'disabled', typeSetBy: 'group-policy' });
    expect(seen.sources?.local.type).toBe('client');
    expect(plan(seen, desired('on')).blockers.map(({ code }) => code)).toEqual(['group-policy-rules']);
  });
});

describe('ports of others', () => {
  it.each(['xp-sp2', 'xp-sp3', '2003-sp1', '2003-sp2'] as const)(
    'on %s stay as an undo finds them',
    (release) => {
      const wish = desired('on');
      const pinned = { ...wish, teredo: { ...wish.teredo, clientPort: 34_567 } };
      const windows = turnedOff(standIn(release));
      const { settings, ...rest } = windows.state();
      const teredo = { ...settings.teredo, clientPort: 3545 };
      windows.set({ ...rest, settings: { ...settings, teredo } });
      const portopening = (verb: string, one: number, ...more: string[]) => {
        const args = ['firewall', verb, 'portopening', 'protocol=UDP', `port=${one}`, 'profile=ALL', ...more];
        expect(windows.run({ program: 'netsh', args, timeoutMs: 1 })?.exitCode).toBe(0);
      };
      portopening('add', 1434, 'name=SQL');
      const earlier = roll(windows, pinned);
      expect(windows.state().settings.firewall).toMatchObject({
        openPorts: [1434, 34_567],
        ownPorts: [34_567],
      });
      portopening('delete', 1434);
      portopening('add', 5060, 'name=SIP');
      const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
      const list = { '500:UDP': '500:UDP:*:Enabled:IKE' };
      windows.set({
        ...windows.state(),
        written: {
          [`${policy}\\DomainProfile\\GloballyOpenPorts\\List`]: list,
          [`${policy}\\StandardProfile\\GloballyOpenPorts\\List`]: list,
        },
      });
      expect(windowsSettingsOf(windows.look(), release).firewall.openPorts).toEqual([34_567, 5060]);
      rollBack(windows, earlier);
      expect(windows.state().settings.firewall).toMatchObject({ openPorts: [5060], ownPorts: [] });
    },
  );
});

describe('the bytes of a console', () => {
  it.each([
    ['en-US', 437],
    ['de-DE', 850],
    ['zh-CN', 936],
  ])('in %s read back as they were said, by code page %d', (language, codePage) => {
    const state = standInState(standInMachine(OS_OF['10'], { language }));
    const said = answerAsWindows(state, 'netsh', ['interface', 'teredo', 'show', 'state'])?.output ?? '';
    expect(decodeConsoleBytes(encodeConsole(said, codePage), codePage).text).toBe(said);
  });
});
