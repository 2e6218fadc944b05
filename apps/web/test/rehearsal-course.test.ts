import { describe, expect, it } from 'vitest';
import { courseOf } from '../src/plan/rehearsal-course';
import type { RehearsalView } from '../src/plan/view-shapes';
import { someCounts } from './a-wave';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 26, hour)).toISOString();
type Event = RehearsalView['events'][number];
const event = (kind: Event['kind'], hour: number, wave: number | null): Event => ({
  at: at(hour),
  kind,
  wave: wave === null ? null : { number: wave, name: `Wave ${wave}` },
  machines: null,
  text: '',
});

function rehearsal(part: Partial<RehearsalView>): RehearsalView {
  const counts = someCounts({});
  return {
    planHash: '',
    ending: 'done',
    startedAt: at(0),
    endedAt: at(10),
    text: '',
    events: [],
    waves: [
      { number: 0, name: 'Canary', counts },
      { number: 1, name: 'All the rest', counts },
    ],
    latePool: counts,
    waits: [],
    holds: [],
    unknown: 0,
    faults: [],
    ...part,
  };
}

describe('the expected course of a rehearsal', () => {
  const events = [event('wave-opened', 0, 0), event('gate-met', 2, 0), event('wave-opened', 4, 1)];

  it('shows each wave while results come in, and while it is watched', () => {
    const [canary, rest] = courseOf(rehearsal({ events })).rows;
    expect(canary?.spans.map(({ from, to, faint }) => [from, to, faint])).toEqual([
      [0, 20, false],
      [20, 40, true],
    ]);
    expect(rest?.spans.map(({ from, to }) => [from, to])).toEqual([[40, 100]]);
  });

  it('shows the wave that stopped it as the one that went wrong, and none that never opened', () => {
    const stopped = rehearsal({ ending: 'paused', events: [event('wave-opened', 0, 0)] });
    const [canary, rest] = courseOf(stopped).rows;
    expect(canary?.spans.map(({ tone }) => tone)).toEqual(['bad']);
    expect(rest?.spans).toEqual([]);
  });

  it('tells time in round words from the start', () => {
    expect(courseOf(rehearsal({})).ticks.map(({ text }) => text)).toEqual([
      'start',
      '3 hours',
      '5 hours',
      '8 hours',
      '10 hours',
    ]);
  });

  it('of no length divides by nothing', () => {
    const { rows } = courseOf(rehearsal({ endedAt: at(0), events }));
    expect(rows.flatMap(({ spans }) => spans).every(({ from }) => Number.isFinite(from))).toBe(true);
  });
});
