import { describe, expect, it } from 'vitest';
import { advanceJob, type JobEffect, type JobPhase, type JobState, type StepRun } from '../src/index';
import { makeOrder } from './orders';
import { SimulatedLife } from './simulated-life';

const FAILED = { kind: 'journal-failed', text: 'No space is left.' } as const;
const RUN: StepRun = { outcome: 'unknown', exitCode: null, output: '', startedAt: 1, finishedAt: 2 };
const UNCHANGED =
  "The agent's journal can't be written, so nothing was changed: No space is left. Make room on its disk, then start again.";

function lifeIn(phase: JobPhase, prepare: (life: SimulatedLife) => void = () => undefined): SimulatedLife {
  const life = new SimulatedLife(makeOrder());
  prepare(life);
  life.boot();
  life.drain((one) => one.state?.phase === phase);
  expect(life.state?.phase).toBe(phase);
  return life;
}

function failIn(life: SimulatedLife): { state: JobState; effects: JobEffect[] } {
  return advanceJob(life.state!, FAILED, life.now);
}

const cutOff = (life: SimulatedLife) => Object.assign(life, { online: false, witness: false });

describe('a journal that can no longer be written (R10)', () => {
  it.each(['checking', 'asking', 'planning', 'saving'] as const)('ends what is %s as blocked', (phase) => {
    const { state, effects } = failIn(lifeIn(phase));
    expect(state).toMatchObject({ phase: 'ended', journalBroken: 'No space is left.' });
    expect(effects).toEqual([{ kind: 'report-status', report: state.lastReport }]);
    expect(state.lastReport).toMatchObject({ state: 'blocked', detail: UNCHANGED, steps: [] });
  });

  it('ends a change whose first step was to begin as blocked: that step was not performed', () => {
    const life = lifeIn('applying');
    const { state, effects } = failIn(life);
    expect(state.steps.map(({ begins }) => begins)).toEqual([0, 0, 0, 0]);
    expect(effects).toEqual([{ kind: 'report-status', report: state.lastReport }]);
    expect(state.lastReport).toMatchObject({ state: 'blocked', detail: UNCHANGED });
  });

  it('skips the rest of a change of which something was done, and reads back', () => {
    const life = lifeIn('applying');
    life.drain((one) => one.state?.steps[0]?.run !== null && one.state?.phase === 'applying');
    const { state, effects } = failIn(life);
    const why = "Not begun. The journal can't be written: No space is left.";
    expect(state.steps.map(({ begins, skipped }) => [begins, skipped])).toEqual([
      [1, false],
      [0, true],
      [0, true],
      [0, true],
    ]);
    const skippedRun = { ...RUN, output: why, startedAt: life.now, finishedAt: life.now };
    expect(state.steps.slice(1).map(({ run }) => run)).toEqual([skippedRun, skippedRun, skippedRun]);
    expect(effects).toEqual([
      { kind: 'report-status', report: state.lastReport },
      { kind: 'watch-contact', witnesses: ['default-gateway'] },
      { kind: 'observe', purpose: 'verify' },
    ]);
    expect(state.lastReport?.state).toBe('verifying');
  });

  it('looks again what a step did that has no known end, and then begins no further one', () => {
    const life = lifeIn('applying');
    life.deliver({ kind: 'step-ended', index: 0, role: 'change', run: RUN });
    const { state, effects } = failIn(life);
    expect(state.phase).toBe('resolving');
    expect(effects).toEqual([{ kind: 'observe', purpose: 'resume' }]);
    const observation = life.machine.observe(life.now);
    const next = advanceJob(state, { kind: 'observed', purpose: 'resume', observation }, life.now);
    expect(next.state.phase).toBe('verifying');
    expect(next.state.steps.map(({ skipped }) => skipped)).toEqual([false, true, true, true]);
    expect(next.state.steps[1]?.run?.output).toBe(
      "Not begun. The journal can't be written: No space is left.",
    );
    expect(next.effects.filter(({ kind }) => kind === 'journal' || kind === 'apply-step')).toEqual([]);
  });

  it('watches and reads back what is being verified', () => {
    const { state, effects } = failIn(lifeIn('verifying'));
    expect(state.phase).toBe('verifying');
    expect(effects).toEqual([
      { kind: 'watch-contact', witnesses: ['default-gateway'] },
      { kind: 'observe', purpose: 'verify' },
    ]);
  });

  it('watches where only contact is waited for', () => {
    const life = lifeIn('awaiting-contact', cutOff);
    const { state, effects } = failIn(life);
    expect(state.phase).toBe('awaiting-contact');
    expect(effects).toEqual([{ kind: 'watch-contact', witnesses: ['default-gateway'] }]);
  });

  it('puts back all the same, and looks all the same whether that was done', () => {
    const putting = failIn(lifeIn('reverting', cutOff));
    const step = { kind: 'restore-saved', savedByJob: 'job-1' };
    expect(putting.effects).toEqual([
      { kind: 'apply-step', index: 0, role: 'revert', step, savedSlot: 'job-1' },
    ]);
    const checking = failIn(lifeIn('checking-revert', cutOff));
    expect(checking.state.phase).toBe('checking-revert');
    expect(checking.effects).toEqual([{ kind: 'observe', purpose: 'reverted' }]);
  });

  it('tells how a job ended that could not write that down', () => {
    const { state, effects } = failIn(lifeIn('ended'));
    expect(effects).toEqual([
      { kind: 'withdraw-notice' },
      { kind: 'stop-watching-contact' },
      { kind: 'report-status', report: state.lastReport },
    ]);
    const untold = { ...state, lastReport: null };
    expect(advanceJob(untold, FAILED, 1)).toEqual({ state: untold, effects: [] });
  });
});
