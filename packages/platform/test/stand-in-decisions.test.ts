import type { Observation, WindowsRelease } from '@teredo-fleet/teredo';
import {
  buildWindowsObservation,
  plan,
  rawWindowsOf,
  WINDOWS_RELEASES,
  whoDecides,
} from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from '../src/simulator';
import { createStandInWindows, type StandInState, standInMachine, standInState } from '../src/stand-in';
import { OS_OF } from './stand-in-machines';

const measured = {
  times: { configured: 1, effective: 1, reachable: 1, firewall: 1 },
  probe: null,
  ping: null,
};
const isOld = (release: WindowsRelease) => release.includes('sp');
/** Those that read the policy for Teredo. */
const hasPolicy = (release: WindowsRelease) => !isOld(release) && release !== 'vista';

interface Sources {
  local: boolean;
  policy: 'Disabled' | 'Enterprise Client' | null;
  components: number;
}

/** What each source says, read by an agent from a machine on which the sources are as given. */
function observe(release: WindowsRelease, { local, policy, components }: Sources): Observation {
  const machine: Partial<SimulatedMachine> = {
    policyTeredoState: policy,
    disabledComponents: isOld(release) ? null : components,
  };
  const state: StandInState = standInState(standInMachine(OS_OF[release], machine));
  const type = local ? ('client' as const) : null;
  const service = { running: true, start: 'auto' } as const;
  const settings = {
    ...state.settings,
    ipv6Installed: true,
    service,
    teredo: { ...state.settings.teredo, type },
  };
  return buildWindowsObservation(rawWindowsOf(createStandInWindows({ ...state, settings }).look(), measured));
}

const on = {
  teredo: {
    mode: 'on',
    type: null,
    serverName: null,
    refreshIntervalSeconds: null,
    clientPort: null,
  },
  ipv6: 'leave',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: true,
} as const;

function decidedBy(release: WindowsRelease, sources: Partial<Sources>): string {
  return whoDecides(observe(release, { local: false, policy: null, components: 0, ...sources })).type
    .decidedBy;
}

describe.each(WINDOWS_RELEASES)('who decides on %s', (release) => {
  it('is nobody where no source says anything', () => {
    expect(decidedBy(release, {})).toBe('default');
  });

  it('is the setting on the machine, where it alone speaks', () => {
    expect(decidedBy(release, { local: true })).toBe('local');
  });

  it('is Group Policy from Windows 7 on, whatever is set on the machine', () => {
    const ruled = hasPolicy(release);
    expect(decidedBy(release, { policy: 'Disabled' })).toBe(ruled ? 'group-policy' : 'default');
    expect(decidedBy(release, { policy: 'Disabled', local: true })).toBe(ruled ? 'group-policy' : 'local');
    expect(decidedBy(release, { policy: 'Enterprise Client' })).toBe(ruled ? 'group-policy' : 'default');
  });

  it('is DisabledComponents from Vista on, before every other', () => {
    const keeps = isOld(release) ? 'local' : 'disabled-components';
    expect(decidedBy(release, { components: 0x08, local: true })).toBe(keeps);
    expect(decidedBy(release, { components: 0x01, local: true, policy: 'Enterprise Client' })).toBe(keeps);
    expect(decidedBy(release, { components: 0x20, local: true })).toBe('local');
  });

  it('tells what each source says, whoever wins', () => {
    const sources: Sources = { local: true, policy: 'Disabled', components: 0x08 };
    const said = whoDecides(observe(release, sources)).type.sources;
    const word = (source: string) => said.find((one) => one.source === source)?.says;
    expect(word('local')).toBe('client');
    expect(word('group-policy')).toBe(hasPolicy(release) ? 'disabled' : null);
    expect(word('disabled-components')).toBe(isOld(release) ? undefined : 'disabled');
  });

  it.each([
    [{ local: false, policy: 'Disabled', components: 0 }, 'group-policy-rules', 'no-effect-policy'],
    [
      { local: false, policy: null, components: 0xff },
      'disabled-components',
      'no-effect-disabled-components',
    ],
  ] as [Sources, string, string][])(
    'does not attempt what would be undone, and says so: %o',
    (sources, code, outcome) => {
      const applies = code === 'group-policy-rules' ? hasPolicy(release) : !isOld(release);
      const seen = observe(release, sources);
      const blockers = plan(seen, on).blockers.map((one) => one.code);
      expect(blockers.includes(code as never)).toBe(applies);
      const forecast = whoDecides(seen).forecasts.find(
        ({ way, wish }) => way === 'by-this-product' && wish === 'on',
      );
      expect(forecast?.outcome === outcome).toBe(applies);
    },
  );
});
