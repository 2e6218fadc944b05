import { describe, expect, it } from 'vitest';
import { textsToSend, usualPolicy } from '../src/change/notice';

const OWN = { language: 'en', title: 'Own', body: 'Own words' };
const LIFE_OF_A_CHANGE_S = 86_400;

describe('usualPolicy', () => {
  it('lets a user put a change off as often as it says, and answer, before the change is over', () => {
    const { maxDeferrals, minimumDeferralSeconds, answerTimeoutSeconds } = usualPolicy('defer');
    expect(maxDeferrals).toBeGreaterThan(0);
    expect(maxDeferrals * minimumDeferralSeconds + answerTimeoutSeconds).toBeLessThan(LIFE_OF_A_CHANGE_S);
  });
});

describe('textsToSend', () => {
  it('leaves the standard texts, in every language there is, to the server', () => {
    expect(textsToSend({ policy: usualPolicy('inform'), text: null })).toBeUndefined();
  });

  it('sends what the operator wrote', () => {
    expect(textsToSend({ policy: usualPolicy('acknowledge'), text: OWN })).toEqual([OWN]);
  });

  it('sends no text where nobody is told', () => {
    expect(textsToSend({ policy: usualPolicy('none'), text: OWN })).toBeUndefined();
  });
});
