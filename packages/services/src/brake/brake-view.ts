import { isoOrNull } from '../core/instants';
import type { Transaction } from '../core/transaction';
import type { BrakeView } from '../views';

/** The brake as it is; off where nobody ever touched it. */
export async function readBrake(tx: Transaction): Promise<BrakeView> {
  const row = await tx.brake.findUnique({ where: { id: 1 } });
  if (row === null) return { on: false, reason: null, setAt: null, setBy: null };
  const by = row.setById === null ? null : await tx.user.findUnique({ where: { id: row.setById } });
  return { on: row.on, reason: row.reason, setAt: isoOrNull(row.setAt), setBy: by?.name ?? null };
}
