import { iso } from '../core/instants';
import type { Transaction } from '../core/transaction';
import type { MachineApplication } from '../views';

/** The applications that asked for Teredo on a machine, the newest first. */
export async function applicationsOf(tx: Transaction, machineId: string): Promise<MachineApplication[]> {
  const rows = await tx.machineApplication.findMany({
    where: { machineId },
    orderBy: [{ lastAskedAt: 'desc' }, { application: 'asc' }],
  });
  return rows.map(({ application, askedBy, firstAskedAt, lastAskedAt }) => ({
    name: application,
    askedBy,
    firstAskedAt: iso(firstAskedAt),
    lastAskedAt: iso(lastAskedAt),
  }));
}
