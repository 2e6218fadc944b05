import { queryableOf, readPrunedOfRollout, sql } from '@teredo-fleet/db';
import type { ReportedRollout } from '@teredo-fleet/evidence';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { InvalidError } from '../errors';
import { JOB_PARTS, jobView } from '../rollout/job-view';
import type { RolloutHead } from '../rollout/rollout-view';
import { jobThen } from './job-then';

/** Where the entry that would say it was removed. */
const NOT_KEPT = { state: 'not-kept', pauseReason: null };
const RUNNING = { state: 'running', pauseReason: null };

/** Running or paused, by what the trail says since it was started. Who rolls a wave back names the state also where it stays. */
async function underWayThen({ tx }: Call, { id, startedAt }: RolloutHead, at: Date) {
  const [found] = await tx.$queryRaw<{ state: string; reason: string | null }[]>(sql`
    select after ->> 'state' as state, coalesce(after ->> 'pauseReason', reason) as reason from audit_entry
    where object_kind = 'rollout' and object_id = ${id} and outcome = 'done' and after ->> 'state' in ('running', 'paused')
      and before ->> 'state' is distinct from after ->> 'state' and at between ${startedAt}::timestamptz and ${at}
    order by seq desc limit 1`);
  if (found !== undefined)
    return { state: found.state, pauseReason: found.state === 'paused' ? found.reason : null };
  const { entriesUntil } = await readPrunedOfRollout(queryableOf(tx), id);
  return entriesUntil === null ? RUNNING : NOT_KEPT;
}

function requireStarted({ startedAt }: RolloutHead, at: Date): void {
  if (startedAt !== null && startedAt <= iso(at)) return;
  const since =
    startedAt === null
      ? 'It has not started yet'
      : `It was started at ${startedAt.slice(0, 19).replace('T', ' ')} UTC`;
  const message = 'This rollout had not started at that moment.';
  throw new InvalidError(`${message} ${since}. What was planned and decided before is in the audit trail.`, {
    at: message,
  });
}

/**
 * What a rollout had come to at a moment, as the server knew it then. Throws InvalidError where it had not started: from then on nobody
 * edits its plan, so that all else of it is as it is today.
 */
export async function rolloutThen(call: Call, head: RolloutHead, at: Date): Promise<ReportedRollout> {
  requireStarted(head, at);
  const { id, name, kind, author, reason, planHash, createdAt, startedAt, noticePolicy, noticeTexts } = head;
  const isOver = head.finishedAt !== null && head.finishedAt <= iso(at);
  const { state, pauseReason } = isOver ? head : await underWayThen(call, head, at);
  const jobs = await call.tx.job.findMany({
    where: { rolloutId: id, createdAt: { lte: at } },
    include: JOB_PARTS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return {
    ...{ id, name, kind, state, pauseReason, author, reason, planHash, createdAt, startedAt },
    finishedAt: isOver ? head.finishedAt : null,
    approvals: head.approvals.filter((one) => one.at <= iso(at)),
    noticePolicy,
    noticeTexts,
    jobs: jobs.map((job) => {
      const { undo: _ofToday, ...view } = jobView(jobThen(job, at), null);
      return view;
    }),
  };
}
