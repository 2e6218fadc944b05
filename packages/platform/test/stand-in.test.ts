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
        expect(windows.state().settings).toEqual(before);
      }),
      { numRuns: 25 },
    );
  });
});

const port = fc.integer({ min: 1, max: 65_535 });

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
  const ports = old && release !== 'xp-sp1' ? fc.uniqueArray(port, { maxLength: 2 }) : fc.constant([]);
  return fc.record({
    ipv6Installed: fc.constant(true),
    teredo: teredoOf(release),
    service: fc.record({ running: fc.boolean(), start: fc.constantFrom('auto', 'demand') }),
    firewall: fc.record({
      openPorts: ports.map((list) => [...list].sort((a, b) => a - b)),
      ownAllowRule: old ? fc.constant(false) : fc.boolean(),
      ownBlockRule: old ? fc.constant(false) : fc.boolean(),
      othersAllow: fc.constant(!old),
    }),
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
