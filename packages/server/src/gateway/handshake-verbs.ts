import { isDatabaseAway } from '@teredo-fleet/db';
import {
  type AgentEnrolled,
  type AgentRefusal,
  type AgentSession,
  agentVerbs,
  type Changed,
  type MachineContext,
  type MachineIdentity,
  type VerbInput,
} from '@teredo-fleet/services';
import type { Logger } from '../log';
import { Batcher } from './batcher';

export type SessionRequest = VerbInput<'agent.openSessions'>['sessions'][number];

/** What the handshake asks of the tables. Rejects at once while the database is away. */
export interface HandshakeVerbs {
  /** null: no such machine. */
  findIdentity(machineId: string): Promise<MachineIdentity | null>;
  openSession(session: SessionRequest): Promise<AgentSession | AgentRefusal>;
  enrol(input: VerbInput<'agent.enrol'>, address: string): Promise<AgentEnrolled | AgentRefusal>;
  close(): Promise<void>;
}

export interface HandshakeVerbsOptions {
  /** A context whose caller is the gateway; `address` null: it is about many machines. */
  context(address: string | null): MachineContext;
  /** Told what pages may want to show again. */
  onChanged(changed: readonly Changed[]): void;
  log: Logger;
}

const CLOSE_MS = 1_000;

/** Whether the database did not answer, as the driver or as a verb says it. */
const isAway = (error: unknown) =>
  (error as { code?: unknown }).code === 'unavailable' || isDatabaseAway(error);

/** Asks for many machines at once: a storm of reconnections costs some transactions and not one or two a machine. */
export function createHandshakeVerbs({ context, onChanged, log }: HandshakeVerbsOptions): HandshakeVerbs {
  const rest = {
    isTransient: isAway,
    onRefused: () => null,
    whileAway: 'reject',
    capacity: Number.POSITIVE_INFINITY,
    log,
  } as const;
  const onFull = () => undefined;
  const identities = new Batcher<string, MachineIdentity | null>({
    ...rest,
    onFull,
    name: 'identities',
    write: async (machineIds) =>
      (await agentVerbs['agent.identities'](context(null), { machineIds: [...machineIds] })).answer,
  });
  const sessions = new Batcher<SessionRequest, AgentSession | AgentRefusal>({
    ...rest,
    onFull,
    name: 'sessions',
    async write(requests) {
      const { answer, changed } = await agentVerbs['agent.openSessions'](context(null), {
        sessions: [...requests],
      });
      onChanged(changed);
      return answer;
    },
  });
  return {
    findIdentity: (machineId) => identities.add(machineId),
    openSession: (session) => sessions.add(session),
    async enrol(input, address) {
      const { answer, changed } = await agentVerbs['agent.enrol'](context(address), input);
      onChanged(changed);
      return answer;
    },
    async close() {
      await Promise.all([identities.close(CLOSE_MS), sessions.close(CLOSE_MS)]);
    },
  };
}
