import { describe, expect, it } from 'vitest';
import {
  goOnDialog,
  offerConsequences,
  offerFaults,
  offerSegments,
  offerStanding,
  stopDialog,
} from '../src/agent-update/offer-words';
import { updateOutcome } from '../src/presentation/agent-update';
import type { AgentUpdateOffer } from '../src/trpc/shapes';

const counts: AgentUpdateOffer['counts'] = {
  offered: 0,
  downloading: 0,
  ready: 0,
  waiting: 0,
  trying: 0,
  silent: 0,
  updated: 0,
  refused: 0,
  failed: 0,
  'fell-back': 0,
};
const offer = (rest: Partial<AgentUpdateOffer> = {}): AgentUpdateOffer => ({
  id: '1',
  version: '0.3.0',
  label: null,
  percent: 20,
  canaries: 2,
  atOnce: 10,
  maxFailures: 1,
  acknowledged: 0,
  offeredAt: '2026-11-28T00:00:00.000Z',
  offeredBy: 'Ada',
  updated: 0,
  underWay: 0,
  failed: 0,
  counts,
  notOffered: { within: 0, beyond: 0 },
  hold: null,
  failures: [],
  ...rest,
});

describe('how far an offer is', () => {
  it('is every machine once, with what nobody knows and what is still to come as parts of their own', () => {
    const told = { ...counts, updated: 3, silent: 2, 'fell-back': 1 };
    const parts = offerSegments(offer({ counts: told, notOffered: { within: 4, beyond: 5 } }));
    expect(
      parts.filter(({ value }) => value > 0).map(({ word, value, fill }) => [word, value, fill]),
    ).toEqual([
      ['Took it', 3, 'solid'],
      ['Fell back', 1, 'solid'],
      ['Unknown', 2, 'hatched'],
      ['Not offered yet', 4, 'faint'],
      ['Not among the percent', 5, 'faint'],
    ]);
  });
});

describe('what holds an offer', () => {
  it('is failures: how many are new, and what to do', () => {
    const { title, text } = offerStanding(
      offer({ hold: 'failures', failed: 3, acknowledged: 1, maxFailures: 2 }),
      false,
    );
    expect(title).toBe('Held by its failures: it went wrong on 2 machines');
    expect(text).toMatch(/^2 failures hold it\. .* stop the offer, or let it go on\.$/);
  });

  it('is failures that somebody who sees a part of the fleet may not see', () => {
    const { title, text } = offerStanding(offer({ hold: 'failures' }), true);
    expect(title).toBe('Held by its failures');
    expect(text).toMatch(/machines that you may not see, too\.$/);
  });

  it('is the canaries: how many of them took it', () => {
    const waiting = offer({ hold: 'canaries', counts: { ...counts, updated: 1 } });
    expect(offerStanding(waiting, false).title).toBe('Waits for its canaries: 1 of 2 took it');
    // The others may be where this viewer does not see.
    expect(offerStanding(waiting, true).title).toBe('Waits for its canaries');
  });

  it('is the canaries also while none of them is connected: nobody else is next', () => {
    const still = { notOffered: { within: 3, beyond: 6 } };
    expect(offerStanding(offer(still), false).title).toBe('Waits for its canaries: 0 of 2 took it');
    const proven = offer({ ...still, counts: { ...counts, updated: 2 } });
    expect(offerStanding(proven, false).text).toBe(
      '3 machines are offered it as soon as they are connected.',
    );
  });

  it('is never called done while machines are beyond the percent or still at it', () => {
    const titleOf = (told: Partial<AgentUpdateOffer['counts']>, within = 0, beyond = 0) =>
      offerStanding(
        offer({ counts: { ...counts, updated: 2, ...told }, notOffered: { within, beyond } }),
        false,
      ).title;
    expect(titleOf({}, 0, 9)).toBe('Offered to all of the 20 %');
    expect(titleOf({}, 9, 0)).toBe('Under way');
    expect(titleOf({ downloading: 1 })).toBe('Offered to all');
    expect(titleOf({ silent: 1 })).toBe('Offered to all');
    expect(titleOf({})).toBe('Done');
  });

  it('is nothing, and it is not called done, where no machine has an agent that can take it', () => {
    const { tone, title, text } = offerStanding(
      offer({ counts, notOffered: { within: 0, beyond: 0 } }),
      false,
    );
    expect([tone, title]).toEqual(['idle', 'No machine here can take it yet']);
    expect(text).toMatch(/older agent that was built with this release key/);
  });
});

describe('an offer that is typed', () => {
  const draft = { label: null, canaries: 1, percent: 10, atOnce: 20, maxFailures: 1, reason: 'a fix' };

  it('says at each field what is missing', () => {
    expect(offerFaults(draft)).toEqual({});
    expect(offerFaults({ ...draft, percent: 101, atOnce: null, reason: ' a ' })).toEqual({
      percent: 'Say a whole number from 1 to 100.',
      atOnce: 'Say a whole number from 1 to 1,000.',
      reason: expect.stringContaining('3 letters'),
    });
    expect(offerFaults({ percent: 50, atOnce: 5, reason: 'more' })).toEqual({});
  });

  it('says what will happen, without a line whose number is not there yet', () => {
    expect(offerConsequences(draft, 1)).toEqual([
      '1 machine can take it now: older agents that were built with this release key.',
      'First one machine, whichever connects first. Nobody else before it has it.',
      'Then up to 20 at once, of 10 % of them.',
      'The first failure holds it for everybody until somebody has looked.',
      expect.stringContaining('checks the signature'),
      expect.stringContaining('No change of a rollout is interrupted'),
    ]);
    const some = offerConsequences({ ...draft, label: 'Lab', percent: null, maxFailures: null }, 1);
    expect(some).toHaveLength(4);
    expect(some[0]).toMatch(/the label Lab/);
  });
});

describe('what is said before', () => {
  it('going on names the failures that count as looked at, and who is asked again', () => {
    const { description, consequences } = goOnDialog(
      offer({ failed: 3, acknowledged: 1, counts: { ...counts, failed: 1 } }),
    );
    expect(description).toMatch(/^2 failures count as looked at/);
    expect(consequences).toContain('1 machine on which it failed before a trial is asked once more.');
  });

  it('stopping says that nothing is taken back', () => {
    const { consequences } = stopDialog(offer({ counts: { ...counts, updated: 2, trying: 1 } }));
    expect(consequences[0]).toMatch(/^2 machines that took it keep it/);
    expect(consequences[1]).toBe('1 machine in a trial goes on to its end, which is recorded.');
    expect(stopDialog(offer()).consequences.slice(0, 2)).toEqual([
      'No machine took it.',
      'No machine is in a trial now.',
    ]);
  });
});

describe('what became of it on one machine', () => {
  const update = {
    version: '0.3.0',
    text: null,
    offeredAt: '2026-11-28T00:00:00.000Z',
    changedAt: '2026-11-28T00:00:00.000Z',
    stopped: false,
  };

  it('is the agent’s own reason where it gave one', () => {
    const { look, detail } = updateOutcome({ ...update, state: 'fell-back', text: 'It ended at once.' });
    expect([look.word, detail]).toEqual(['Fell back', 'It ended at once.']);
  });

  it('is a trial that goes on after the offer was stopped, and nothing where none had begun', () => {
    expect(updateOutcome({ ...update, state: 'trying', stopped: true }).look.word).toBe('On trial');
    expect(updateOutcome({ ...update, state: 'silent', stopped: true }).look.word).toBe('Unknown');
    expect(updateOutcome({ ...update, state: 'ready' }).look.word).toBe('Has the program');
    expect(updateOutcome({ ...update, state: 'ready', stopped: true }).look.word).toBe('Not tried');
    expect(updateOutcome({ ...update, state: 'updated', stopped: true }).look.word).toBe('Took it');
  });
});
