import { isFinal } from '@teredo-fleet/rollout';
import { isPutBack, touched, type UndoJob, type UndoMachine, whyNotUndo } from '../job/undo-state';

/** A job of the rollout that is rolled back, and whether it was let begin. */
export interface RolloutAttempt extends UndoJob {
  begun: boolean;
}

/** What gives a machine its own earlier values back, or why nothing does. */
export type Restore = { savedByJob: string } | { why: string };

/** It may still change its machine, and what it changes is given back when it has ended. */
const underWay = ({ begun, state }: RolloutAttempt): boolean => begun && !isFinal(state);

/**
 * Which job's kept values a machine gets back when a rollout is rolled back: those from before the first attempt that
 * changed it. `attempts` are its jobs in the rollout, oldest first; `later` all its jobs that were made after the first
 * of them.
 */
export function chooseRestore(
  attempts: readonly RolloutAttempt[],
  machine: UndoMachine,
  later: readonly UndoJob[],
): Restore {
  const first = attempts.find((one) => underWay(one) || touched(one));
  if (first === undefined) {
    const reverted = attempts.some(isPutBack);
    return {
      why: reverted ? 'It put its earlier settings back by itself.' : 'This rollout changed nothing on it.',
    };
  }
  // What other attempts of the same rollout did, and giving back what they saved, lies between the two.
  const between = new Set(attempts.map(({ id }) => id).filter((id) => id !== first.id));
  const others = later.filter(
    ({ id, work }) =>
      id !== first.id && !between.has(id) && !(work.kind === 'restore' && between.has(work.savedByJob)),
  );
  // One that is under way is judged as if it had ended well: it is waited for.
  const judged = underWay(first) ? { ...first, state: 'verified', stepOutcomes: ['done'] } : first;
  const why = whyNotUndo(judged, machine, others);
  return why === null ? { savedByJob: first.id } : { why };
}
