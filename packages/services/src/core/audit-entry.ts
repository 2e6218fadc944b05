import { queryableOf, writeAudit } from '@teredo-fleet/db';
import type { VerbName } from '../permissions';
import { auditUnwritable } from './audit-unwritable';
import type { Actor, ActorToken, ServiceContext } from './context';
import type { Transaction } from './transaction';

export type AuditObjectKind =
  | 'machine'
  | 'rollout'
  | 'job'
  | 'token'
  | 'apiToken'
  | 'user'
  | 'scope'
  | 'settings'
  | 'teredoServer'
  | 'program'
  | 'finding'
  | 'past'
  | 'waiver'
  | 'ownRule'
  | 'policy'
  | 'notice'
  | 'brake'
  | 'agentUpdate'
  | 'freeze'
  | 'alert'
  | 'alertDestination'
  | 'audit'
  | 'event'
  | 'setup'
  | 'report'
  | 'reportLink'
  | 'reportSchedule'
  | 'viewer'
  | 'view'
  | 'agent';

export type AuditActor = { kind: 'user' | 'machine' | 'system'; id: string | null; name: string };

/** One change, as somebody will read it years later. Never a secret in `before` or `after`. */
export interface AuditDraft {
  /** Null: the caller. */
  actor: AuditActor | null;
  object: { kind: AuditObjectKind; id: string | null; name: string | null };
  outcome: 'done' | 'refused' | 'failed';
  scopeId: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
}

/** A draft with the usual things left out said for you. */
export function entry(
  object: AuditDraft['object'],
  scopeId: string | null,
  rest: Partial<Omit<AuditDraft, 'object' | 'scopeId'>>,
): AuditDraft {
  return { actor: null, object, outcome: 'done', scopeId, before: null, after: null, reason: null, ...rest };
}

export function auditActorOf(actor: Actor): AuditActor {
  switch (actor.kind) {
    case 'user':
      return { kind: 'user', id: actor.id, name: actor.name };
    case 'nobody':
      return { kind: 'system', id: null, name: 'nobody signed in' };
    case 'gateway':
      return { kind: 'system', id: null, name: 'gateway' };
    case 'system':
      return { kind: 'system', id: null, name: actor.name };
  }
}

/** How entries name the API token of an actor. */
export function tokenWords({ name, prefix }: ActorToken): string {
  return `${name} (${prefix}…)`;
}

function actorTokenOf(actor: Actor): string | null {
  return actor.kind === 'user' && actor.token !== null ? tokenWords(actor.token) : null;
}

export async function writeEntries(
  tx: Transaction,
  context: ServiceContext,
  verb: VerbName,
  drafts: readonly AuditDraft[],
): Promise<void> {
  const { requestId, address } = context;
  await writeAudit(
    queryableOf(tx),
    drafts.map(({ actor, object, ...rest }) => {
      const by = actor ?? auditActorOf(context.actor);
      return {
        ...rest,
        actorKind: by.kind,
        actorId: by.id,
        actorName: by.name,
        action: verb,
        objectKind: object.kind,
        objectId: object.id,
        objectName: object.name,
        requestId,
        address,
      };
    }),
    actorTokenOf(context.actor),
  ).catch((error: unknown) => {
    throw auditUnwritable(error);
  });
}
