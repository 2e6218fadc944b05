import { defineAgentVerb } from '../core/define-agent-verb';
import type { MachineStatus } from '../views';

const SQL = 'select agent_key as "agentKey", status from machine where id = $1';

/** The public key that a machine has to prove, or null: no such machine. */
export const agentIdentity = defineAgentVerb('agent.identity', async ({ db }, { machineId }) => {
  const { rows } = await db.query<{ agentKey: Buffer; status: MachineStatus }>(SQL, [machineId]);
  const found = rows[0];
  const result =
    found === undefined
      ? null
      : { machineId, agentKey: new Uint8Array(found.agentKey), status: found.status };
  return { result, entries: [], changed: [] };
});
