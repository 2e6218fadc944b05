import type { Prisma } from '@teredo-fleet/db';
import { chooseNotice, recordedNotice } from '../change/change-notice';
import type { Work } from '../change/change-plan';
import { earlierStart, lockAuthor, rolloutIdOf } from '../change/earlier-start';
import { startChange } from '../change/start-change';
import { entry } from '../core/audit-entry';
import type { UserActor } from '../core/context';
import { type Call, type Change, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import type { ParsedInput } from '../inputs';
import { topicOf } from '../notice/default-notice';
import type { StartedChange } from '../outputs';
import { readSettings } from '../settings/settings-store';
import { plannedChange } from './change-preview';
import { lockMachine, type StoredMachine } from './find-machine';
import { newestObservation } from './newest-observation';

const DAY_MS = 86_400_000;

/** Many single changes in a row would be a rollout that nobody approved. The author's lock is held. */
async function checkCap({ tx, now }: Call, author: UserActor): Promise<void> {
  const { singleChangesPerOperatorAndDay: cap } = (await readSettings(tx)).limits;
  const since = new Date(now.getTime() - DAY_MS);
  const used = await tx.rollout.count({
    where: { authorId: author.id, kind: 'single', createdAt: { gt: since } },
  });
  if (used < cap) return;
  throw new ConflictError(
    `You have made ${used} single changes in the last 24 hours; ${cap} is the limit. Wait, ask a colleague, or ask an admin to raise it in the settings.`,
  );
}

async function checkBasis({ tx }: Call, machine: StoredMachine, input: ParsedInput<'machine.toggle'>) {
  if (input.basis === undefined) return;
  const seen = await newestObservation(tx, machine.id);
  if (plannedChange(seen?.observation ?? null, input.desired).basis === input.basis) return;
  throw new ConflictError(
    `${machine.hostname} has changed since you looked, so the change would now be another one. Look at the new preview and decide again.`,
  );
}

async function setDesired({ tx, now }: Call, machine: StoredMachine, work: Work, rolloutId: string) {
  if (work.kind !== 'apply') return;
  const values = { desired: work.desired as Prisma.InputJsonObject, rolloutId, setAt: now };
  await tx.machineDesired.upsert({
    where: { machineId: machine.id },
    create: { machineId: machine.id, scopeId: machine.scopeId, ...values },
    update: values,
  });
}

/**
 * Changes one machine: a rollout of one, approved by its author within a daily cap, and the job that the signer is to
 * sign, in one transaction.
 */
export const toggleMachine = defineChange(
  'machine.toggle',
  async (call, input): Promise<Change<StartedChange>> => {
    const author = requireUser(call.actor);
    const { id, desired, reason } = input;
    const work: Work = { kind: 'apply', desired };
    const rolloutId = rolloutIdOf(author, input.idempotencyKey);
    await lockAuthor(call, author);
    const machine = await lockMachine(call, id);
    const earlier = await earlierStart(call, rolloutId, { machineId: id, work });
    if (earlier !== null) return unchanged(earlier);
    await checkCap(call, author);
    await checkBasis(call, machine, input);
    const before = await call.tx.machineDesired.findUnique({ where: { machineId: id } });
    const name = `Turn Teredo ${desired.teredo.mode} at ${machine.hostname}`;
    const occasion = { scopeId: machine.scopeId, name, author, topic: topicOf(work) };
    const told = await chooseNotice(call, occasion, input.notice);
    const { jobId, hash } = await startChange(call, {
      rolloutId,
      kind: 'single',
      name,
      machine,
      author,
      work,
      told,
      reason,
      rollbackOfId: null,
    });
    await setDesired(call, machine, work, rolloutId);
    return {
      result: { rolloutId, jobId },
      entries: [
        entry({ kind: 'machine', id, name: machine.hostname }, machine.scopeId, {
          before: { desired: before?.desired ?? null },
          after: { desired, rolloutId, jobId, planHash: hash, ...recordedNotice(told) },
          reason,
        }),
      ],
      wake: ['signer'],
      changed: [`machine:${id}`, `job:${jobId}`, `rollout:${rolloutId}`],
    };
  },
);
