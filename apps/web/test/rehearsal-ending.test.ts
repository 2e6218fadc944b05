import { describe, expect, it } from 'vitest';
import { endingOf, spanOf, waitsWorthSaying } from '../src/plan/rehearsal-ending';
import type { RehearsalView, RehearsalWait } from '../src/plan/view-shapes';
import { someCounts } from './a-wave';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 0, minute)).toISOString();

function waitOf(from: number, until: number, lasting: boolean): RehearsalWait {
  return {
    wave: { number: 1, name: 'First tenth' },
    name: 'late',
    part: 1,
    whole: 3,
    percent: 30,
    comparison: 'at-most',
    allowed: 0,
    text: '',
    remedy: '',
    from: at(from),
    until: at(until),
    lasting,
  };
}

function rehearsal(part: Partial<RehearsalView>): RehearsalView {
  return {
    planHash: '',
    ending: 'done',
    startedAt: at(0),
    endedAt: at(600),
    text: '',
    events: [],
    waves: [{ number: 0, name: 'Canary', counts: someCounts({}) }],
    latePool: someCounts({}),
    waits: [],
    holds: [],
    unknown: 0,
    faults: [],
    ...part,
  };
}

describe('the ending of a rehearsal', () => {
  it.each<[Partial<RehearsalView>, string, string]>([
    [{}, 'ok', 'It would be done after 10 hours'],
    [{ ending: 'paused' }, 'bad', 'A gate would stop it after 10 hours'],
    [{ ending: 'stuck' }, 'warn', 'It would wait for somebody after 10 hours'],
    [
      { waits: [waitOf(120, 600, true)] },
      'warn',
      'From 2 hours in, the gate of First tenth would hold it to its end',
    ],
    [
      { ending: 'stuck', waits: [waitOf(5, 600, true)] },
      'warn',
      'From 5 minutes in, the gate of First tenth would hold it until somebody acts',
    ],
    [
      { waves: [{ number: 0, name: 'Canary', counts: someCounts({ expired: 2 }) }] },
      'warn',
      'It would end without some of its machines after 10 hours',
    ],
  ])('%j is told as %s: %s', (part, tone, title) => {
    expect(endingOf(rehearsal(part))).toEqual({ tone, title });
  });

  it('tells of waits that lasted, however short, and of no machine that reports as it should', () => {
    const [short, lasting, long] = [waitOf(0, 0, false), waitOf(9, 9, true), waitOf(1, 20, false)];
    expect(waitsWorthSaying(rehearsal({ waits: [short, lasting, long] }))).toEqual([lasting, long]);
    expect(spanOf(long)).toBe('19 minutes');
  });
});
