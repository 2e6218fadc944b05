import {
  bindPollSession,
  closePollSession,
  openPollSession,
  readPollSession,
  storePollReply,
  takePollFrame,
} from '@teredo-fleet/db';
import type { Pool } from 'pg';
import type { PollStore } from './agent-store';

/** The polling door's tables over PostgreSQL: any gateway can serve the next request. */
export function createPollStore(pool: Pool): PollStore {
  return {
    openPollSession: ({ id, agentKey, nonce }) =>
      openPollSession(pool, { id, agentKey: Buffer.from(agentKey), nonce: Buffer.from(nonce) }),
    readPollSession: (id) => readPollSession(pool, id),
    takePollFrame: (id, counter) => takePollFrame(pool, id, counter),
    bindPollSession: (id, { machineId, epoch }) => bindPollSession(pool, id, machineId, epoch),
    storePollReply: ({ id, counter, bytes }) =>
      storePollReply(pool, { id, counter, reply: Buffer.from(bytes), sent: counter }),
    closePollSession: (id) => closePollSession(pool, id),
  };
}
