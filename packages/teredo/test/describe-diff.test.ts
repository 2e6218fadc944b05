// biome-ignore-all lint/suspicious/noThenProperty: rows have a column named then.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDiff, plan } from '../src/index';
import { anyDesired, anyObservation } from './arbitraries';
import { bareXp, linux, makeDesired, offLinux, teredoAddress, windows } from './factories';

describe('the difference that a desired state makes', () => {
  it('shows what turning Miredo on changes', () => {
    expect(describeDiff(linux(offLinux), makeDesired('on', { serverName: 'other.example' }))).toEqual([
      { fact: 'Teredo', now: 'off', then: 'on (client)' },
      { fact: 'Teredo server', now: 'teredo.example', then: 'other.example' },
      { fact: 'Service miredo', now: 'disabled', then: 'running' },
    ]);
  });

  it('shows what turning Miredo off changes', () => {
    expect(describeDiff(linux(), makeDesired('off'))).toEqual([
      { fact: 'Teredo', now: 'on (client)', then: 'off' },
      { fact: 'Teredo address', now: teredoAddress, then: 'none' },
      { fact: 'Service miredo', now: 'running', then: 'disabled' },
    ]);
  });

  it('shows the whole of it on Windows XP', () => {
    const desired = makeDesired('on', {}, { firewall: 'allow-teredo' });
    expect(describeDiff(windows(bareXp), desired)).toEqual([
      { fact: 'IPv6 stack', now: 'not installed', then: 'installed' },
      { fact: 'Teredo', now: 'off', then: 'on (client)' },
      { fact: 'Client port', now: 'chosen by the system', then: 'UDP 3544' },
      { fact: 'Firewall exception', now: 'closed', then: 'open for UDP 3544' },
      { fact: 'Service 6to4', now: 'missing', then: 'running' },
    ]);
  });

  it('shows one row for an exception that moves', () => {
    const open = {
      on: true,
      teredoException: true,
      exceptionPort: 5000,
      edgeTraversal: null,
      setBy: 'local',
    } as const;
    const desired = makeDesired('on', { clientPort: 6000 }, { firewall: 'allow-teredo' });
    expect(describeDiff(windows({ ...bareXp, firewall: open }), desired)).toContainEqual({
      fact: 'Firewall exception',
      now: 'open for UDP 5000',
      then: 'open for UDP 6000',
    });
  });

  it('does not name a type that is not picked yet', () => {
    expect(describeDiff(windows({ domainJoined: 'unknown' }), makeDesired('on'))).toEqual([
      { fact: 'Teredo', now: 'off', then: 'on' },
    ]);
  });

  it('is empty exactly when there is nothing to do, unless something blocks', () => {
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        const { steps, blockers } = plan(observation, desired);
        const rows = describeDiff(observation, desired);
        if (blockers.length === 0) expect(rows.length === 0).toBe(steps.length === 0);
        for (const { now, then } of rows) expect(now).not.toBe(then);
      }),
      { numRuns: 3000 },
    );
  });
});
