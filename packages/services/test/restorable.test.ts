import { describe, expect, it } from 'vitest';
import { chooseRestore, type RolloutAttempt } from '../src/rollout/restorable';

const machine = { status: 'active', enrolmentId: 'e1' };
const attempt = (changes: Partial<RolloutAttempt>): RolloutAttempt => ({
  id: 'j1',
  work: { kind: 'apply' },
  state: 'verified',
  enrolmentId: 'e1',
  stepOutcomes: ['done'],
  begun: true,
  ...changes,
});

describe('what a rolled back machine gets back', () => {
  it('is what was kept before the first attempt that changed it', () => {
    const attempts = [
      attempt({ id: 'j1', state: 'expired', stepOutcomes: [], begun: false }),
      attempt({ id: 'j2', state: 'verify-failed' }),
      attempt({ id: 'j3' }),
    ];
    expect(chooseRestore(attempts, machine, attempts)).toEqual({ savedByJob: 'j2' });
  });

  it('is what an attempt under way keeps', () => {
    const attempts = [attempt({ state: 'running', stepOutcomes: [] })];
    expect(chooseRestore(attempts, machine, attempts)).toEqual({ savedByJob: 'j1' });
  });

  it.each([
    ['was changed in nothing', attempt({ state: 'already-compliant', stepOutcomes: [] }), /changed nothing/],
    [
      'put its settings back by itself',
      attempt({ state: 'reverted' }),
      /put its earlier settings back by itself/,
    ],
  ])('is nothing where it %s', (_name, one, why) => {
    expect(chooseRestore([one], machine, [one])).toEqual({ why: expect.stringMatching(why) });
  });

  it('is what was kept before the second attempt where the first put its settings back by itself', () => {
    const attempts = [attempt({ state: 'reverted' }), attempt({ id: 'j2' })];
    expect(chooseRestore(attempts, machine, attempts)).toEqual({ savedByJob: 'j2' });
  });
});
