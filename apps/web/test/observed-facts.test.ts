import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../src/app/(console)/explain/examples';
import { explainTexts } from '../src/app/(console)/explain/explain-texts';
import { observedDiff } from '../src/change/observed-facts';
import type { Observation } from '../src/trpc/shapes';

const { observation } = explainTexts([{ name: null, text: EXAMPLES[0]?.text ?? '' }]);

function seen(verdict: 'yes' | 'no' | 'unknown', state: Observation['effective']['state']): Observation {
  if (observation === null) throw new Error('the output of netsh makes an observation');
  const { effective, reachable } = observation;
  return { ...observation, effective: { ...effective, state }, reachable: { ...reachable, verdict } };
}

const tones = (before: Observation | null, after: Observation | null) =>
  Object.fromEntries(
    observedDiff(before, after).map(({ fact, after: words, tone }) => [fact, [words, tone]]),
  );

describe('facts before and after', () => {
  it('are good or bad by what they are, not because they are new', () => {
    expect(tones(seen('yes', 'qualified'), seen('no', 'probe'))).toEqual({
      State: ['Probing', 'warn'],
      Reachable: ['Not reachable', 'bad'],
    });
    expect(tones(seen('no', 'probe'), seen('yes', 'qualified'))).toEqual({
      State: ['Qualified', 'ok'],
      Reachable: ['Reachable', 'ok'],
    });
    expect(tones(seen('yes', 'qualified'), seen('unknown', 'offline'))).toEqual({
      State: ['Offline', null],
      Reachable: ['Unknown', null],
    });
  });

  it.each([
    ['host-specific-relay', 'client', 'host-specific relay'],
    [null, 'relay', 'relay'],
    [null, 'server', 'server'],
  ] as const)(
    'do not take the qualified state of a relay (%s, %s) for a sign of IPv6 internet',
    (role, type, word) => {
      const qualified = seen('unknown', 'qualified');
      const relay = { ...qualified, effective: { ...qualified.effective, role, type } };
      const client = { ...qualified, effective: { ...qualified.effective, role: 'client' as const } };
      expect(tones(client, relay)).toEqual({
        State: [`Qualified as a ${word}: gives no IPv6 internet`, null],
      });
      expect(tones(relay, client)).toEqual({ State: ['Qualified', 'ok'] });
    },
  );

  it('are neither where they were not read again', () => {
    expect(tones(seen('yes', 'qualified'), null)).toMatchObject({ Reachable: ['not read', null] });
  });
});
