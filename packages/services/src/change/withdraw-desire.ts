import type { Prisma } from '@teredo-fleet/db';
import type { Transaction } from '../core/transaction';
import type { Work } from './change-plan';
import { standingDesire } from './standing-desire';

const NEWEST = 200;
const SUCCEEDED = ['verified', 'already-compliant', 'rolled-back'];

/** Takes back what a rollout wished of a machine: it should be again what the changes before left. */
export async function withdrawDesire(
  tx: Transaction,
  { machineId, rolloutId, now }: { machineId: string; rolloutId: string; now: Date },
): Promise<void> {
  const current = await tx.machineDesired.findUnique({ where: { machineId } });
  if (current?.rolloutId !== rolloutId) return;
  const jobs = await tx.job.findMany({
    where: { machineId, state: { in: SUCCEEDED } },
    orderBy: { createdAt: 'desc' },
    take: NEWEST,
    select: { id: true, rolloutId: true, work: true },
  });
  const before = standingDesire(jobs.reverse().map((job) => ({ ...job, work: job.work as unknown as Work })));
  if (before === null) {
    await tx.machineDesired.deleteMany({ where: { machineId } });
    return;
  }
  const desired = before.desired as Prisma.InputJsonObject;
  await tx.machineDesired.updateMany({
    where: { machineId },
    data: { desired, rolloutId: before.rolloutId, setAt: now },
  });
}
