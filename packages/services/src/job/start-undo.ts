import { ROLLBACK_NOTICE_POLICY } from '../change/change-defaults';
import { chooseNotice, type NoticeWish, recordedNotice } from '../change/change-notice';
import type { Work } from '../change/change-plan';
import { startChange } from '../change/start-change';
import { entry } from '../core/audit-entry';
import type { UserActor } from '../core/context';
import type { Call, Change } from '../core/define-verb';
import type { StoredMachine } from '../machine/find-machine';
import type { StartedChange } from '../outputs';

/** One machine that is to have again what its agent saved before a job. The caller holds its row and has judged it. */
export interface UndoOrder {
  /** Of the rollout that is made for it. */
  rolloutId: string;
  author: UserActor;
  machine: StoredMachine;
  job: { id: string; state: string; rolloutId: string; rolloutName: string };
  reason: string;
  /** How its users are told; undefined: as rolling back does unless somebody chose otherwise. */
  notice: NoticeWish | undefined;
}

/**
 * Gives back what the agent saved before a job, as a rollout of its own. What the machine should be changes when the
 * agent says that it has it back.
 */
export async function startUndo(call: Call, order: UndoOrder): Promise<Change<StartedChange>> {
  const { rolloutId, author, machine, job, reason } = order;
  const name = `Undo: ${job.rolloutName}`;
  const occasion = { scopeId: machine.scopeId, name, author, topic: 'restore' as const };
  const told = await chooseNotice(call, occasion, order.notice ?? { policy: ROLLBACK_NOTICE_POLICY });
  const work: Work = { kind: 'restore', savedByJob: job.id };
  const started = await startChange(call, {
    rolloutId,
    kind: 'rollback',
    name,
    machine,
    author,
    work,
    told,
    reason,
    rollbackOfId: job.rolloutId,
  });
  return {
    result: { rolloutId, jobId: started.jobId },
    entries: [
      entry({ kind: 'machine', id: machine.id, name: machine.hostname }, machine.scopeId, {
        before: { jobId: job.id, state: job.state },
        after: {
          rolloutId,
          jobId: started.jobId,
          planHash: started.hash,
          restores: job.id,
          ...recordedNotice(told),
        },
        reason,
      }),
    ],
    wake: ['signer'],
    changed: [`machine:${machine.id}`, `job:${started.jobId}`, `rollout:${rolloutId}`],
  };
}
