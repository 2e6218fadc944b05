import { describe, expect, it } from 'vitest';
import { MACHINE_ROLES, machineRoleOf, type Observation } from '../src/index';
import { linux, offLinux, onWindows, windows } from './factories';

const relayText = (onWindows.netshText as string).replace('teredo client', 'teredo host-specific relay');
const effective = (observation: Observation, change: Partial<Observation['effective']>): Observation => ({
  ...observation,
  effective: { ...observation.effective, ...change },
});

describe('the role of a machine', () => {
  it.each([
    ['a client', windows(onWindows), 'client'],
    ['a host-specific relay', windows({ ...onWindows, netshText: relayText }), 'host-specific-relay'],
    ['Miredo as a client', linux(), 'client'],
    [
      'Miredo as a relay',
      linux({ miredoConfiguration: { state: 'read', text: 'RelayType relay\n' } }),
      'relay',
    ],
    ['a server', effective(windows(onWindows), { type: 'server', role: null }), 'server'],
    ['off', windows(), 'none'],
    ['Miredo off', linux(offLinux), 'none'],
    ['on, and does not run', effective(windows(onWindows), { state: 'offline' }), 'none'],
    [
      'a relay that was switched off',
      effective(windows({ ...onWindows, netshText: relayText }), { type: 'disabled' }),
      'none',
    ],
    ['asleep, and does not say', effective(windows(onWindows), { state: 'dormant', role: null }), 'unknown'],
    ['asleep, and says', effective(windows(onWindows), { state: 'dormant', role: 'client' }), 'client'],
    ['still looking', effective(windows(onWindows), { state: 'probe', role: null }), 'unknown'],
    ['not read', windows({ ...onWindows, netshText: null }), 'unknown'],
  ] as const)('%s', (_, observation, role) => {
    expect(machineRoleOf(observation)).toBe(role);
    expect(MACHINE_ROLES).toContain(role);
  });
});
