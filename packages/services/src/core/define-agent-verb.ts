import { type AuditInput, inPoolTransaction, notify, type Queryable, writeAudit } from '@teredo-fleet/db';
import { type ParsedInput, type VerbInput, verbInputs } from '../inputs';
import type { VerbOutputs } from '../outputs';
import type { VerbName } from '../permissions';
import { authorise } from './authorise';
import type { ServiceContext } from './context';
import { toServiceError } from './database-errors';
import type { Verb } from './define-verb';
import type { Changed } from './notify';
import { parseInput } from './parse-input';

/** What the body of a machine's verb works with: hand-written queries in one transaction. */
export interface AgentCall {
  db: Queryable;
  context: ServiceContext;
  now: Date;
}

/** What a machine said of itself, told to the audit trail. */
export type AgentAudit = Pick<
  AuditInput,
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
>;

export interface AgentChange<T> {
  result: T;
  entries: readonly (AgentAudit & { action: string })[];
  changed: readonly Changed[];
}

/** A verb that a gateway uses for a machine. Machines are many: these run on hand-written queries, not on Prisma. */
export function defineAgentVerb<N extends VerbName>(
  name: N,
  body: (call: AgentCall, input: ParsedInput<N>) => Promise<AgentChange<VerbOutputs[N]>>,
): Verb<N> {
  const call = async (context: ServiceContext, raw: VerbInput<N>): Promise<VerbOutputs[N]> => {
    try {
      authorise(context.actor, name);
      const input = parseInput(verbInputs[name], raw) as ParsedInput<N>;
      return await inPoolTransaction(context.pool, { scopes: '*', userId: null }, async (db) => {
        const change = await body({ db, context, now: new Date(context.now()) }, input);
        const { requestId, address } = context;
        const entries = change.entries.map((e) => ({
          actorKind: 'machine' as const,
          requestId,
          address,
          ...e,
        }));
        await writeAudit(db, entries);
        const told = entries.length === 0 ? change.changed : [...change.changed, 'audit'];
        await notify(db, 'teredo_changed', told);
        return change.result;
      });
    } catch (error) {
      throw toServiceError(error);
    }
  };
  return Object.assign(call, { verb: name });
}
