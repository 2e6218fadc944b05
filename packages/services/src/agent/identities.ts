import { defineAgentVerb } from '../core/define-agent-verb';
import type { MachineIdentity } from '../outputs';

const SQL =
  'select id as "machineId", agent_key as "agentKey", status from machine where id = any ($1::uuid[])';

/** The public keys that machines have to prove, in the order asked for; null: no such machine. */
export const agentIdentities = defineAgentVerb('agent.identities', async ({ db }, { machineIds }) => {
  const { rows } = await db.query<MachineIdentity>(SQL, [machineIds]);
  const found = new Map(
    rows.map((row) => [row.machineId, { ...row, agentKey: new Uint8Array(row.agentKey) }]),
  );
  return { answer: machineIds.map((id) => found.get(id) ?? null), entries: [], changed: [] };
});
