import type * as z from 'zod';
import { type ParsedInput, type VerbInput, verbInputs } from '../inputs';
import type { VerbOutputs } from '../outputs';
import type { VerbName } from '../permissions';
import { type AuditDraft, writeEntries } from './audit-entry';
import { authorise } from './authorise';
import type { Changed, Wake } from './channels';
import type { Actor, ServiceContext } from './context';
import { toServiceError } from './database-errors';
import { notify } from './notify';
import { parseInput } from './parse-input';
import { recordRefusal } from './record-refusal';
import { type Scopes, scopesOf } from './scopes';
import { type Transaction, transact } from './transaction';

/** A verb: authorises, parses, and does one thing in one transaction. Throws ServiceError. */
export interface Verb<N extends VerbName> {
  (context: ServiceContext, input: VerbInput<N>): Promise<VerbOutputs[N]>;
  readonly verb: N;
  /** Whether it can change anything. */
  readonly mode: VerbMode;
}

export type VerbMode = 'query' | 'change';

/** What the body of a verb works with. */
export interface Call {
  tx: Transaction;
  actor: Actor;
  scopes: Scopes;
  now: Date;
  context: ServiceContext;
}

/** What a changing verb did. Without an entry the transaction is rolled back: no entry, no change. */
export interface Change<T> {
  result: T;
  entries: readonly AuditDraft[];
  wake: readonly Wake[];
  changed: readonly Changed[];
}

/** For a call that found everything as wanted already. */
export function unchanged<T>(result: T): Change<T> {
  return { result, entries: [], wake: [], changed: [] };
}

class NothingChanged extends Error {
  constructor(readonly result: unknown) {
    super('nothing changed');
  }
}

function callOf(context: ServiceContext, tx: Transaction): Call {
  const { actor } = context;
  return { tx, actor, scopes: scopesOf(actor), now: new Date(context.now()), context };
}

function build<N extends VerbName>(
  name: N,
  mode: VerbMode,
  run: (context: ServiceContext, input: ParsedInput<N>) => Promise<VerbOutputs[N]>,
): Verb<N> {
  const schema: z.ZodType = verbInputs[name];
  const call = async (context: ServiceContext, input: VerbInput<N>) => {
    try {
      authorise(context.actor, name);
      return await run(context, parseInput(schema, input) as ParsedInput<N>);
    } catch (error) {
      const known = toServiceError(error);
      await recordRefusal(context, { verb: name, mode, input, error: known });
      throw known;
    }
  };
  return Object.assign(call, { verb: name, mode });
}

/** A verb that changes nothing. */
export function defineQuery<N extends VerbName>(
  name: N,
  body: (call: Call, input: ParsedInput<N>) => Promise<VerbOutputs[N]>,
): Verb<N> {
  return build(name, 'query', (context, input) =>
    transact(context, scopesOf(context.actor), (tx) => body(callOf(context, tx), input)),
  );
}

/** A verb that changes something, writes who did it, and tells who has to know, in one transaction. */
export function defineChange<N extends VerbName>(
  name: N,
  body: (call: Call, input: ParsedInput<N>) => Promise<Change<VerbOutputs[N]>>,
): Verb<N> {
  return build(name, 'change', async (context, input) => {
    try {
      return await transact(context, scopesOf(context.actor), async (tx) => {
        const change = await body(callOf(context, tx), input);
        if (change.entries.length === 0) throw new NothingChanged(change.result);
        await writeEntries(tx, context, name, change.entries);
        await notify(tx, change.wake, [...change.changed, 'audit']);
        return change.result;
      });
    } catch (error) {
      if (error instanceof NothingChanged) return error.result as VerbOutputs[N];
      throw error;
    }
  });
}

/**
 * A verb that changes what its caller alone is shown, such as when they looked last: nothing of the fleet, so that no entry tells
 * of it.
 */
export function definePrivateChange<N extends VerbName>(
  name: N,
  body: (call: Call, input: ParsedInput<N>) => Promise<VerbOutputs[N]>,
): Verb<N> {
  return build(name, 'change', (context, input) =>
    transact(context, scopesOf(context.actor), (tx) => body(callOf(context, tx), input)),
  );
}
