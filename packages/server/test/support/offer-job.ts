import { insertJob, insertRollout, type MachineRef } from '@teredo-fleet/db/testing';
import type { GatewayBench } from './gateway-bench';
import type { TestMachine } from './test-machine';

async function refOf(
  bench: GatewayBench,
  { machineId, enrolmentId, host }: TestMachine,
): Promise<MachineRef> {
  const admin = bench.database.pool('admin');
  const { rows } = await admin.query('select scope_id from machine where id = $1', [machineId]);
  return { id: machineId, scopeId: rows[0].scope_id, enrolmentId, hostname: host.hostname };
}

/** A job of the machine in a rollout of its own, offered unless said otherwise. */
export async function offerJob(
  bench: GatewayBench,
  machine: TestMachine,
  rest: Parameters<typeof insertJob>[3] = {},
) {
  const admin = bench.database.pool('admin');
  const ref = await refOf(bench, machine);
  const rollout = await insertRollout(admin, ref.scopeId);
  return { rollout, job: await insertJob(admin, rollout, ref, rest) };
}
