import { describe, expect, it } from 'vitest';
import { FIREWALL_OFF, wayRound } from '../src/change/way-round';

describe('what is in the way of a change', () => {
  it('has beside it the switch that takes it out of the way, in the switch’s own words', () => {
    expect(wayRound({ code: 'firewall-off' })).toEqual({
      label: FIREWALL_OFF,
      part: { acceptFirewallOff: true },
    });
  });

  it('has none where it has to be put right on the machine first', () => {
    expect(wayRound({ code: 'group-policy-rules' })).toBeNull();
    expect(wayRound({ code: 'not-elevated' })).toBeNull();
  });
});
