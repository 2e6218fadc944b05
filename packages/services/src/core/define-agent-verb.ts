import { type AuditInput, inPoolTransaction, type Queryable, writeAudit } from '@teredo-fleet/db';
import { type ParsedInput, type VerbInput, verbInputs } from '../inputs';
import type { Told, VerbOutputs } from '../outputs';
import type { VerbName } from '../permissions';
import { authorise } from './authorise';
import type { MachineContext } from './context';
import { toServiceError } from './database-errors';
import { parseInput } from './parse-input';

type AgentVerbName = Extract<VerbName, `agent.${string}`>;

/** A verb of machines. Throws ServiceError. */
export interface AgentVerb<N extends AgentVerbName> {
  (context: MachineContext, input: VerbInput<N>): Promise<VerbOutputs[N]>;
  readonly verb: N;
  readonly mode: 'change';
}

/** What the body of a machine's verb works with: hand-written queries in one transaction. */
export interface AgentCall {
  db: Queryable;
  context: MachineContext;
  now: Date;
}

/** What a machine said of itself, told to the audit trail. */
export type AgentAudit = Pick<
  AuditInput,
  | 'action'
  | 'scopeId'
  | 'actorId'
  | 'actorName'
  | 'objectKind'
  | 'objectId'
  | 'objectName'
  | 'outcome'
  | 'before'
  | 'after'
  | 'reason'
  | 'address'
>;

export interface AgentChange<T> extends Told<T> {
  entries: readonly AgentAudit[];
}

/**
 * A verb that a gateway uses for machines. Machines are many: these run on hand-written queries, not on Prisma, and
 * leave it to the caller to tell pages what changed, because a notification a transaction would be too many.
 */
export function defineAgentVerb<N extends AgentVerbName>(
  name: N,
  body: (call: AgentCall, input: ParsedInput<N>) => Promise<AgentChange<VerbOutputs[N]['answer']>>,
): AgentVerb<N> {
  const call = async (context: MachineContext, raw: VerbInput<N>): Promise<VerbOutputs[N]> => {
    try {
      authorise(context.actor, name);
      const input = parseInput(verbInputs[name], raw) as ParsedInput<N>;
      return await inPoolTransaction(context.pool, { scopes: '*', userId: null }, async (db) => {
        const { answer, entries, changed } = await body({ db, context, now: new Date(context.now()) }, input);
        const { requestId } = context;
        await writeAudit(
          db,
          entries.map((entry) => ({ actorKind: 'machine', requestId, ...entry })),
        );
        const told = { answer, changed: entries.length === 0 ? changed : [...changed, 'audit' as const] };
        return told as unknown as VerbOutputs[N];
      });
    } catch (error) {
      throw toServiceError(error);
    }
  };
  return Object.assign(call, { verb: name, mode: 'change' as const });
}
