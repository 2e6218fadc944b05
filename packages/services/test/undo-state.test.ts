import { describe, expect, it } from 'vitest';
import { type UndoJob, whyNotUndo } from '../src/job/undo-state';

const machine = { status: 'active', enrolmentId: 'e1' };
const job = (changes: Partial<UndoJob> = {}): UndoJob => ({
  id: 'j1',
  work: { kind: 'apply' },
  state: 'verified',
  enrolmentId: 'e1',
  stepOutcomes: ['done'],
  ...changes,
});
const restore = (state: string) => job({ id: 'j9', work: { kind: 'restore', savedByJob: 'j1' }, state });

describe('whyNotUndo', () => {
  it.each(['verified', 'verify-failed', 'failed', 'timed-out'])('allows it after %s', (state) => {
    expect(whyNotUndo(job({ state }), machine, [])).toBeNull();
  });

  it('allows it after a step of unknown outcome', () => {
    expect(whyNotUndo(job({ state: 'failed', stepOutcomes: ['unknown'] }), machine, [])).toBeNull();
  });

  it.each([
    [
      'a restore',
      job({ work: { kind: 'restore', savedByJob: 'j0' } }),
      machine,
      [],
      /gave earlier settings back/,
    ],
    ['an open job', job({ state: 'running' }), machine, [], /not ended/],
    ['a job out of contact', job({ state: 'lost-contact' }), machine, [], /not heard of/],
    ['a reverted job', job({ state: 'reverted' }), machine, [], /has its earlier settings/],
    [
      'a job that changed nothing',
      job({ state: 'already-compliant', stepOutcomes: [] }),
      machine,
      [],
      /changed nothing/,
    ],
    ['a job whose steps were skipped', job({ stepOutcomes: ['skipped'] }), machine, [], /changed nothing/],
    ['a retired machine', job(), { ...machine, status: 'retired' }, [], /retired/],
    ['a machine enrolled anew', job(), { ...machine, enrolmentId: 'e2' }, [], /enrolled again/],
    ['what is undone', job(), machine, [restore('rolled-back')], /undone already/],
    ['what is being undone', job(), machine, [restore('running')], /Another change is open/],
    ['what a later job changed', job(), machine, [job({ id: 'j2' })], /later job/],
  ] as const)('refuses it for %s', (_name, one, where, later, why) => {
    expect(whyNotUndo(one, where, later)).toMatch(why);
  });

  it('allows it again after an undo that failed, and after the later change was undone', () => {
    expect(whyNotUndo(job(), machine, [restore('expired')])).toBeNull();
    const later = [
      job({ id: 'j2' }),
      job({ id: 'j3', work: { kind: 'restore', savedByJob: 'j2' }, state: 'rolled-back' }),
    ];
    expect(whyNotUndo(job(), machine, later)).toBeNull();
  });
});
