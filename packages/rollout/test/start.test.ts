import { describe, expect, it } from 'vitest';
import { judgeStart, judgeVerb, ROLLOUT_STATES, ROLLOUT_VERBS } from '../src';
import { NOON } from './standings';

describe('a start', () => {
  it('T1, T2 is free without limits', () => {
    const starts = { underWay: 1000, begunAt: [NOON, NOON, NOON] };
    expect(judgeStart({ atOnce: null, perMinute: null }, starts, NOON)).toEqual({ kind: 'go' });
  });

  it.each([
    [0, 'go'],
    [1, 'go'],
    [2, 'hold'],
    [3, 'hold'],
  ])('T1 with %d under way of two at once: %s', (underWay, kind) => {
    const verdict = judgeStart({ atOnce: 2, perMinute: null }, { underWay, begunAt: [] }, NOON);
    expect(verdict.kind).toBe(kind);
    if (verdict.kind === 'hold') expect(verdict).toMatchObject({ name: 'at-once', retryAfterMs: 15_000 });
  });

  const limits = { atOnce: null, perMinute: 2 };

  it('T2 is free again when the oldest that counts is a minute old, to the millisecond', () => {
    const begunAt = [NOON - 20_000, NOON - 59_999, NOON - 600_000];
    expect(judgeStart(limits, { underWay: 0, begunAt }, NOON)).toEqual({
      kind: 'hold',
      name: 'rate-limit',
      retryAfterMs: 1,
    });
    expect(judgeStart(limits, { underWay: 0, begunAt }, NOON + 1)).toEqual({ kind: 'go' });
  });

  it('T2 waits for as many to grow old as there are too many', () => {
    const begunAt = [NOON - 10_000, NOON - 30_000, NOON - 20_000];
    expect(judgeStart(limits, { underWay: 0, begunAt }, NOON)).toMatchObject({ retryAfterMs: 40_000 });
  });
});

describe('verbs', () => {
  /** By verb, the states in which it makes sense. */
  const sense: Record<(typeof ROLLOUT_VERBS)[number], string> = {
    edit: 'draft awaiting-approval approved',
    submit: 'draft',
    approve: 'awaiting-approval',
    reject: 'awaiting-approval approved',
    pause: 'approved running',
    resume: 'paused',
    promote: 'running paused',
    'override-gate': 'running paused',
    'retry-failed': 'running paused',
    exclude: 'approved running paused',
    nudge: 'running paused',
    'override-notice': 'running paused',
    abort: 'draft awaiting-approval approved running paused',
    'roll-back': 'running paused done aborted',
  };

  it.each(ROLLOUT_VERBS)('V1 %s exactly where it makes sense, and else say what to do', (verb) => {
    const states = ROLLOUT_STATES.filter((state) => judgeVerb(verb, state).ok);
    expect(states).toEqual(sense[verb].split(' '));
    for (const state of ROLLOUT_STATES) {
      const verdict = judgeVerb(verb, state);
      if (verdict.ok) continue;
      expect(verdict.text).toMatch(/^The rollout .+(, so it can't .+\. .+|: that was done already\. .+)\.$/);
    }
  });

  it('V1 name the state and the verb in the refusal', () => {
    expect(judgeVerb('promote', 'approved')).toEqual({
      ok: false,
      text: "The rollout is approved and has not started, so it can't be promoted. Wait for its start.",
    });
  });

  it('V1 tell nobody who wants to stop a rollout to have it started', () => {
    for (const state of ['draft', 'awaiting-approval', 'approved'] as const) {
      for (const verb of ['pause', 'exclude', 'roll-back'] as const) {
        const verdict = judgeVerb(verb, state);
        if (!verdict.ok) expect(verdict.text).not.toMatch(/Submit it|Have it approved|Wait for its start/);
      }
    }
  });

  it.each(['running', 'paused'] as const)('V1 edit: one that is %s is changed by a clone', (state) => {
    expect(judgeVerb('edit', state)).toMatchObject({
      text: expect.stringMatching(/change a clone of it\.$/),
    });
  });

  it.each([
    ['submit', 'awaiting-approval', 'awaits approval'],
    ['approve', 'approved', 'is approved and has not started'],
    ['pause', 'paused', 'is paused'],
    ['resume', 'running', 'is running'],
    ['abort', 'aborted', 'was aborted'],
  ] as const)('V1 %s of one that is %s already send nobody to undo it', (verb, state, words) => {
    const text = `The rollout ${words}: that was done already. Nothing was changed.`;
    expect(judgeVerb(verb, state)).toEqual({ ok: false, text });
  });
});
