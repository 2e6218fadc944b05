import type { JobView } from '@/trpc/shapes';
import { desiredWords } from './desired';

/** What a job was asked to do, in one line. */
export function workWords(job: JobView): string {
  return job.work.kind === 'restore'
    ? 'Undo: give back the earlier settings'
    : desiredWords(job.work.desired);
}
