import type { DesiredState, Observation, WindowsRelease } from '@teredo-fleet/teredo';
import {
  buildWindowsObservation,
  plan,
  rawWindowsOf,
  releaseOfAnswers,
  type WindowsSettings,
  windowsSettingsOf,
} from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { createStandInWindows, type StandInState, standInMachine, standInState } from '../src/stand-in';
import { OS_OF } from './stand-in-machines';
import { READ_VALUES, WRONG, written } from './wrong-values';

const measured = {
  times: { configured: 1, effective: 1, reachable: 1, firewall: 1 },
  probe: null,
  ping: null,
};
const ON: DesiredState = {
  teredo: {
    mode: 'on',
    type: null,
    serverName: 'teredo.example',
    refreshIntervalSeconds: null,
    clientPort: 3545,
  },
  ipv6: 'leave',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};

/** A member of a domain on which Teredo is off; of netsh and PowerShell only what `quirk` leaves. */
function machine(release: WindowsRelease, change: Partial<StandInState> = {}): StandInState {
  const state = standInState(standInMachine(OS_OF[release], { domainJoined: true }), change);
  const service = { running: true, start: 'auto' } as const;
  const teredo = { ...state.settings.teredo, type: 'disabled' } as const;
  const firewall = { ...state.settings.firewall, othersAllow: false };
  return { ...state, settings: { ipv6Installed: true, teredo, service, firewall } };
}

function look(state: StandInState): { seen: Observation; saved: WindowsSettings | string } {
  const answers = createStandInWindows(state).look();
  const release = releaseOfAnswers(answers);
  const seen = buildWindowsObservation(rawWindowsOf(answers, measured));
  try {
    return { seen, saved: release === null ? 'no release' : windowsSettingsOf(answers, release) };
  } catch (error) {
    return { seen, saved: (error as Error).message };
  }
}

const cases = READ_VALUES.flatMap((value) =>
  Object.entries(WRONG[value.kind]).map(([what, wrong]) => ({ ...value, what, wrong })),
);

describe.each(['xp-sp3', '2003-sp2', '7', '10'] as const)('on %s a value of the registry', (release) => {
  const right = look(machine(release));
  const rightPlan = plan(right.seen, ON);

  it.each(cases)('$name of $key that is $what makes no other plan: the same, or none', (value) => {
    const { seen, saved } = look(machine(release, { written: written(value.key, value.name, value.wrong) }));
    const { steps, blockers } = plan(seen, ON);
    if (blockers.length === 0) {
      expect(steps).toEqual(rightPlan.steps);
      // What would be given back is what the machine had, or nothing is begun.
      if (typeof saved !== 'string') expect(saved).toEqual(right.saved);
    }
    const facts = JSON.stringify({ ...seen, evidence: [] });
    expect(facts.length).toBeLessThan(4000);
    expect(JSON.parse(facts)).toEqual({ ...seen, evidence: [] });
  });
});

describe('a wrong value is unknown, and nothing is guessed from it:', () => {
  const wrong = (kind: 'number' | 'text') => Object.entries(WRONG[kind]);
  const seenWith = (release: WindowsRelease, name: string, value: never, change = {}) => {
    const at = READ_VALUES.find((one) => one.name === name && !/6to4/.test(one.key));
    return look(machine(release, { written: written(at?.key ?? '', name, value), ...change }));
  };

  it.each(wrong('number'))(
    'a major version that is %s is not the 6.3 that old programs are told',
    (_, value) => {
      const { seen } = seenWith('10', 'CurrentMajorVersionNumber', value as never);
      expect(seen.os.version).toBe('');
      expect(plan(seen, ON)).toMatchObject({
        steps: [],
        blockers: [{ code: 'unreadable', text: expect.stringContaining('the Windows version') }],
      });
    },
  );

  it.each(wrong('text').filter(([what]) => !/JavaScript|without end|empty/.test(what)))(
    'a service pack that is %s is not none',
    (_, value) => {
      const { seen } = seenWith('xp-sp3', 'CSDVersion', value as never);
      expect(seen.os.servicePack).toBeNull();
      expect(plan(seen, ON).blockers).toMatchObject([
        { code: 'unreadable', text: expect.stringContaining('the service pack') },
      ]);
    },
  );

  it.each(wrong('number').filter(([what]) => what !== 'a number out of range'))(
    'DisabledComponents that is %s blocks',
    (_, value) => {
      const { seen } = seenWith('10', 'DisabledComponents', value as never);
      expect(seen.ipv6.disabledComponents).toBe('unknown');
      expect(plan(seen, ON).blockers.map(({ code }) => code)).toEqual(['unreadable']);
    },
  );

  it.each(wrong('number'))('a start of the service that is %s is not saved as another', (_, value) => {
    const at = READ_VALUES.find(({ key, name }) => name === 'Start' && /iphlpsvc$/.test(key));
    const { saved } = look(machine('10', { written: written(at?.key ?? '', 'Start', value) }));
    expect(saved).toMatch(/could not be read \(the Teredo service\).*Nothing was changed/);
  });

  it.each(wrong('number'))('a firewall that is %s is neither on nor off', (_, value) => {
    const { seen } = seenWith('10', 'EnableFirewall', value as never);
    expect(seen.firewall.on).toBe('unknown');
    expect(plan(seen, ON).blockers).toMatchObject([
      { code: 'unreadable', text: expect.stringContaining('whether the firewall is on') },
    ]);
  });

  it.each(wrong('text').filter(([what]) => !/JavaScript|empty/.test(what)))(
    "a policy's server that is %s is unknown, and so is the local one where nobody else tells",
    (_, value) => {
      const quirk = 'missing' as const;
      const ruled = seenWith('7', 'Teredo_ServerName', value as never, { quirk });
      expect(ruled.seen.sources?.policy.serverName).toBe('unknown');
      const local = seenWith('7', 'ServerName', value as never, { quirk });
      expect(local.seen.sources?.local.serverName).toBe('unknown');
      expect(typeof local.saved).toBe('string');
    },
  );

  it.each(wrong('number'))('a type that is %s is unknown where nobody else tells', (_, value) => {
    const { seen, saved } = seenWith('7', 'Type', value as never, { quirk: 'missing' });
    expect(seen.sources?.local.type).toBe('unknown');
    expect(typeof saved).toBe('string');
  });
});
