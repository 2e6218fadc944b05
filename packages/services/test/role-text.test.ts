import { roleText } from '@teredo-fleet/evidence';
import { machineRoleOf } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleObservation } from './support/sample-observation';

const TYPES = [
  'client',
  'enterpriseclient',
  'natawareclient',
  'disabled',
  'relay',
  'server',
  'unknown',
] as const;
const STATES = ['offline', 'dormant', 'probe', 'qualified', 'unknown'] as const;

it('a report names the role of a machine as lists of machines do', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TYPES),
      fc.constantFrom(...TYPES),
      fc.constantFrom(...STATES),
      fc.constantFrom('client' as const, 'host-specific-relay' as const, null),
      (configured, effective, state, role) => {
        const sample = sampleObservation({ type: 'client', verdict: 'unknown', at: 0 });
        const observation = {
          ...sample,
          configured: { ...sample.configured, type: configured },
          effective: { ...sample.effective, type: effective, state, role },
        };
        expect(roleText(observation)).toBe(machineRoleOf(observation));
      },
    ),
  );
});
