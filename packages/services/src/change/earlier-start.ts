import type { UserActor } from '../core/context';
import type { Call } from '../core/define-verb';
import { canonicalText, uuidOf } from '../core/sha256';
import { ConflictError } from '../errors';
import type { StartedChange } from '../outputs';
import type { Work } from './change-plan';

/** The rollout that this person's key stands for: the same key twice is the same rollout. */
export function rolloutIdOf(author: UserActor, idempotencyKey: string): string {
  return uuidOf('rollout', author.id, idempotencyKey);
}

/** One change at a time by one person: what follows counts and compares this person's own changes. */
export async function lockAuthor({ tx }: Call, author: UserActor): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`teredo-fleet changes of ${author.id}`}, 0))::text`;
}

/** What an earlier call with the same key started, or null. Throws when that was something else. */
export async function earlierStart(
  { tx }: Call,
  rolloutId: string,
  wanted: { machineId: string; work: Work },
): Promise<StartedChange | null> {
  const job = await tx.job.findFirst({
    where: { rolloutId },
    select: { id: true, machineId: true, work: true },
  });
  if (job === null) return null;
  if (job.machineId !== wanted.machineId || canonicalText(job.work) !== canonicalText(wanted.work)) {
    throw new ConflictError(
      'This idempotency key was used for another change already. Make a new key for a new change.',
    );
  }
  return { rolloutId, jobId: job.id };
}
