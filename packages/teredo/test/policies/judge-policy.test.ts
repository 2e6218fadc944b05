import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DesiredState, judgePolicy, type Observation, plan } from '../../src/index';
import { anyDesired, anyObservation } from '../arbitraries';
import { linux, makeDesired, offLinux, onWindows, windows } from '../factories';

const on = makeDesired('on');
const off = makeDesired('off');

describe('what a policy finds', () => {
  it.each<[string, Observation | null, DesiredState, string]>([
    ['a machine that was never seen', null, on, 'unknown'],
    ['Miredo that runs, wanted off', linux(), off, 'drifted'],
    ['Miredo that is stopped, wanted off', linux(offLinux), off, 'compliant'],
    [
      'Windows on, wanted off, by a user without rights',
      windows({ ...onWindows, elevated: false }),
      off,
      'blocked',
    ],
  ])('%s', (_name, observation, desired, verdict) =>
    expect(judgePolicy(observation, desired).verdict).toBe(verdict),
  );

  it('says what a repair would do, and what is in the way', () => {
    expect(judgePolicy(linux(), off).steps.map(({ kind }) => kind)).toContain('set-teredo');
    const blocked = judgePolicy(windows({ ...onWindows, elevated: false }), off);
    expect(blocked.blockers.map(({ code }) => code)).toContain('not-elevated');
    expect(blocked.steps).toEqual([]);
  });

  it('says apart what is set as wanted and does not work', () => {
    const probing = linux();
    probing.effective.state = 'probe';
    const judged = judgePolicy(probing, on);
    expect(judged.verdict).toBe('ineffective');
    expect(judged.unmet.map(({ fact }) => fact)).toContain('effective.state');
  });

  it('is drift exactly where a change would take a step', () => {
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        const { steps, blockers } = plan(observation, desired);
        const { verdict } = judgePolicy(observation, desired);
        expect(verdict === 'drifted').toBe(steps.length > 0);
        expect(verdict === 'compliant' && blockers.length > 0).toBe(false);
      }),
    );
  });
});
