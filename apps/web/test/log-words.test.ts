import { describe, expect, it } from 'vitest';
import { logLines, logWords } from '../src/rollout/log-words';

const row = (action: string, name = 'ada', more: { outcome?: string; reason?: string } = {}) => ({
  action,
  actor: { name },
  outcome: more.outcome ?? 'done',
  reason: more.reason ?? null,
});

const told = (rows: ReturnType<typeof row>[]) =>
  logLines(rows).map(({ action, actor, times }) => `${action} ${actor.name} ${times}`);

describe('the log of a rollout', () => {
  it('tells a run of saved drafts once, with their number', () => {
    const drafts = [row('rollout.saveDraft'), row('rollout.saveDraft'), row('rollout.saveDraft')];
    expect(told([row('rollout.submit'), ...drafts])).toEqual([
      'rollout.submit ada 1',
      'rollout.saveDraft ada 3',
    ]);
  });

  it('keeps apart what different people saved, what was refused, and what had a reason', () => {
    const save = 'rollout.saveDraft';
    expect(
      told([
        row(save),
        row(save, 'bo'),
        row(save, 'bo', { outcome: 'refused' }),
        row(save, 'bo', { reason: 'a typing error' }),
      ]),
    ).toEqual([`${save} ada 1`, `${save} bo 1`, `${save} bo 1`, `${save} bo 1`]);
  });

  it('tells every other action each time it was done', () => {
    expect(told([row('rollout.pause'), row('rollout.pause')])).toHaveLength(2);
  });
});

describe('an action of the log', () => {
  it.each([
    ['rollout.open-wave', { wave: 0 }, 'Opened wave 1'],
    ['rollout.promote', { wave: 1, promoted: true }, 'Promoted wave 2'],
    ['rollout.askNoticeOverride', { machines: 2 }, 'Asked not to wait for answers on 2 machines'],
    ['rollout.grantNoticeOverride', { machines: 1 }, 'Granted not to wait for answers on 1 machine'],
    ['rollout.overrideGate', { wave: 0, overridden: true }, 'Overrode the gate of wave 1'],
    ['rollout.overrideGate', { wave: 0, overridden: false }, 'Asked to override the gate of wave 1'],
    ['rollout.rollBack', { wave: 2, machines: 4 }, 'Rolled back wave 3'],
    ['rollout.rollBack', { wave: null, machines: 4 }, 'Rolled it back'],
    ['rollout.retryFailed', { wave: null, machines: 1 }, 'Retried 1 machine'],
    ['rollout.exclude', { machines: 1200 }, 'Left 1,200 machines out'],
    ['rollout.join', { machines: 2 }, 'Let 2 machines join'],
    ['rollout.move-to-late', { wave: 0, machines: 3 }, 'Moved 3 machines of wave 1 to the late pool'],
    ['rollout.resume', { acknowledged: [{}, {}] }, 'Resumed it, with 2 acknowledged'],
    ['rollout.resume', { acknowledged: [] }, 'Resumed it'],
    ['rollout.retryFailed', null, 'Retried what failed'],
    ['rollout.unheard-of', { wave: 1 }, 'rollout.unheard-of'],
    ['rollout.closeNoticeOverride', { askedBy: 'bo' }, 'Refused: answers are waited for'],
    ['rollout.closeNoticeOverride', { askedBy: 'ada' }, 'Took it back: answers are waited for'],
  ])('%s with %j is "%s"', (action, after, words) => {
    expect(logWords(action, after, 'ada')).toBe(words);
  });
});
