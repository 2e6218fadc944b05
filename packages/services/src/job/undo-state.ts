import { groupOf, isFinal } from '@teredo-fleet/rollout';

/** What the rule needs of a job. */
export interface UndoJob {
  id: string;
  work: { kind: 'apply' } | { kind: 'restore'; savedByJob: string };
  state: string;
  enrolmentId: string;
  stepOutcomes: readonly string[];
}

export interface UndoMachine {
  status: string;
  enrolmentId: string;
}

const PUT_BACK = ['reverted', 'rolled-back'];

/** Whether what a job changed is as it was before already. */
export function isPutBack({ state }: UndoJob): boolean {
  return PUT_BACK.includes(state);
}

/** Whether a job may have changed its machine; a step of unknown outcome may have. */
export function touched(job: UndoJob): boolean {
  return !isPutBack(job) && job.stepOutcomes.some((outcome) => outcome !== 'skipped');
}

/**
 * Whether what `job` saved was given back by one of these, or what was saved before it: a restore of a job that is not
 * among these is one of an earlier job.
 */
function isUndone(job: UndoJob, later: readonly UndoJob[]): boolean {
  const isLater = (id: string) => later.some((one) => one.id === id);
  return later.some(
    ({ work, state }) =>
      work.kind === 'restore' &&
      (work.savedByJob === job.id || !isLater(work.savedByJob)) &&
      (groupOf(state) === 'good' || state === 'already-compliant'),
  );
}

/**
 * Why a job can't be undone now, in a sentence; null: it can. `later` are the jobs of the same machine that were made
 * after it, in any order.
 */
export function whyNotUndo(job: UndoJob, machine: UndoMachine, later: readonly UndoJob[]): string | null {
  if (job.work.kind === 'restore')
    return 'This job gave earlier settings back. To change them, turn Teredo on or off.';
  if (job.state === 'lost-contact')
    return 'The machine was not heard of again, so what there is to undo is not known. When it is back its agent says.';
  if (!isFinal(job.state))
    return 'This change has not ended yet. Wait for its end, or cancel it if it has not begun.';
  if (isPutBack(job)) return 'The machine has its earlier settings back already.';
  if (!touched(job)) return 'This job changed nothing, so there is nothing to give back.';
  if (machine.status !== 'active') return `The machine is ${machine.status}, so no change can be made on it.`;
  if (machine.enrolmentId !== job.enrolmentId) {
    return 'The machine was enrolled again since, and its agent no longer has what was saved. Turn Teredo on or off instead.';
  }
  if (isUndone(job, later)) return 'This change is undone already.';
  if (later.some((one) => !isFinal(one.state))) {
    return 'Another change is open on this machine. Wait for its end or cancel it first.';
  }
  if (later.some((one) => one.work.kind === 'apply' && touched(one) && !isUndone(one, later))) {
    return 'A later job changed this machine again. Undo that one first.';
  }
  return null;
}
