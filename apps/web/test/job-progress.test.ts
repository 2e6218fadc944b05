import { describe, expect, it } from 'vitest';
import { jobProgress } from '../src/change/job-progress';
import type { JobView } from '../src/trpc/shapes';
import { AT, aJob } from './a-job';

const OFFERED = { signedAt: AT, offeredAt: AT };
const STEP = {
  step: { kind: 'install-ipv6' } as const,
  outcome: 'done' as const,
  exitCode: 0,
  output: '',
  startedAt: AT,
  finishedAt: AT,
};

function states(job: JobView, policy: 'none' | 'inform' | 'defer' = 'inform'): string {
  return jobProgress(job, policy)
    .map((stage) => `${stage.key}:${stage.state}`)
    .join(' ');
}

describe('jobProgress', () => {
  it('waits for the signer first', () => {
    expect(states(aJob({}))).toBe(
      'requested:done signed:current offered:next told:next start:next run:next read-back:next',
    );
  });

  it('waits for a machine that is away', () => {
    const stages = jobProgress(aJob({ state: 'queued', signedAt: AT }), 'inform');
    expect(stages.find((stage) => stage.state === 'current')?.key).toBe('offered');
  });

  it('shows a deferral as waiting, with what the agent said', () => {
    const stages = jobProgress(aJob({ ...OFFERED, state: 'deferred', detail: 'until 14:00' }), 'defer');
    expect(stages[3]).toMatchObject({ key: 'told', state: 'attention', detail: 'until 14:00' });
  });

  it('skips the notice where none was asked for', () => {
    const job = aJob({ ...OFFERED, state: 'running', goGrantedAt: AT, startedAt: AT });
    expect(states(job, 'none')).toContain('told:skipped start:done run:current');
  });

  it('says unknown, not done, of a stage that nothing proves', () => {
    const job = aJob({ ...OFFERED, state: 'running', goGrantedAt: AT, startedAt: AT });
    expect(states(job)).toContain('told:unknown start:done run:current');
  });

  it('says unknown of all that lies after the last report once contact is lost', () => {
    const job = aJob({ ...OFFERED, state: 'lost-contact', goGrantedAt: AT, startedAt: AT });
    expect(states(job, 'none')).toBe(
      'requested:done signed:done offered:done told:skipped start:done run:unknown read-back:unknown',
    );
  });

  it('leaves it to the verdict to say for how long a lost machine is waited for', () => {
    const lost = aJob({ ...OFFERED, state: 'lost-contact', goGrantedAt: AT, detail: 'why', until: AT });
    for (const stage of jobProgress(lost, 'inform'))
      expect(stage).toMatchObject({ detail: null, until: null });
    const deferred = aJob({ ...OFFERED, state: 'deferred', detail: 'why', until: AT });
    expect(jobProgress(deferred, 'defer')).toContainEqual(
      expect.objectContaining({ detail: 'why', until: AT }),
    );
  });

  it('lists the steps that were reported and what is still running', () => {
    const job = aJob({ ...OFFERED, state: 'running', goGrantedAt: AT, startedAt: AT, steps: [STEP] });
    expect(states(job, 'none')).toContain('step-0:done run:current read-back:next');
  });

  it('keeps a step whose outcome is not known as unknown', () => {
    const steps = [{ ...STEP, outcome: 'unknown' as const }];
    const job = aJob({ ...OFFERED, state: 'failed', terminal: true, startedAt: AT, steps });
    expect(states(job, 'none')).toContain('step-0:unknown run:failed');
  });

  it('fails at the reading back when the wanted facts are not so', () => {
    const job = aJob({ ...OFFERED, state: 'verify-failed', terminal: true, startedAt: AT, steps: [STEP] });
    expect(states(job, 'none')).toContain('step-0:done read-back:failed');
  });

  it('marks what a cancelled job never reached as skipped', () => {
    const job = aJob({ ...OFFERED, state: 'cancelled', terminal: true });
    expect(states(job)).toBe(
      'requested:done signed:done offered:done told:skipped start:skipped run:skipped read-back:skipped',
    );
  });
});
