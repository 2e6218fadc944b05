import { describe, expect, it } from 'vitest';
import { logLines } from '../src/rollout/log-words';

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
