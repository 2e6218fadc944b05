import type { Prisma } from '@teredo-fleet/db';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import type { Transaction } from '../core/transaction';

export interface EndedJob {
  id: string;
  rolloutId: string;
  scopeId: string;
  state: string;
  goGrantedAt: Date | null;
}

/** What becomes of a job that has to end: one word for what had not begun, one for what had. */
export interface Ending {
  before: 'cancelled' | 'quarantined';
  /** Null: a change under way is left to its own end. */
  after: 'timed-out' | null;
  detail: string;
  afterDetail: string;
  now: Date;
}

/**
 * Ends open jobs from the server's side. A job without a granted start can't begin any more once this commits, because
 * the grant and this are conditional updates of the same row.
 */
export async function endJobs(
  tx: Transaction,
  where: Prisma.JobWhereInput,
  ending: Ending,
): Promise<EndedJob[]> {
  const open = await tx.job.findMany({
    where: { AND: [where, { state: { notIn: [...TERMINAL_JOB_STATES] } }] },
    select: { id: true, rolloutId: true, scopeId: true, state: true, goGrantedAt: true, statusVersion: true },
  });
  const ended: EndedJob[] = [];
  for (const job of open) {
    const begun = job.goGrantedAt !== null;
    const state = begun ? ending.after : ending.before;
    if (state === null) continue;
    const detail = begun ? ending.afterDetail : ending.detail;
    const { count } = await tx.job.updateMany({
      where: {
        id: job.id,
        state: { notIn: [...TERMINAL_JOB_STATES] },
        goGrantedAt: begun ? { not: null } : null,
      },
      data: { state, detail, finishedAt: ending.now },
    });
    if (count === 0) continue;
    const { statusVersion: version, scopeId } = job;
    await tx.jobEvent.create({
      data: { jobId: job.id, scopeId, version, state, detail, source: 'server', at: ending.now },
    });
    ended.push(job);
  }
  return ended;
}
