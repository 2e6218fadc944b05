import type { Work } from './change-plan';

/** What the rule needs of a job that left its machine as wanted. */
export interface SucceededJob {
  id: string;
  rolloutId: string;
  work: Work;
}

/**
 * The newest change that still holds, or null: each change that took adds one, each that was undone takes its own
 * away. `jobs` are those of one machine that succeeded, oldest first.
 */
export function standingDesire(
  jobs: readonly SucceededJob[],
): { desired: Extract<Work, { kind: 'apply' }>['desired']; rolloutId: string } | null {
  const standing: SucceededJob[] = [];
  for (const job of jobs) {
    const { work } = job;
    if (work.kind === 'apply') standing.push(job);
    else {
      const undone = standing.findIndex((one) => one.id === work.savedByJob);
      if (undone !== -1) standing.splice(undone);
    }
  }
  const last = standing.at(-1);
  return last?.work.kind === 'apply' ? { desired: last.work.desired, rolloutId: last.rolloutId } : null;
}
