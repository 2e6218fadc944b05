import { type ServiceContext, ServiceError, type Verb } from '@teredo-fleet/services';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import type { ApiContext, Reader } from './context';
import { procedure, toTrpcError } from './trpc';

const input = z.strictObject({ lastEventId: z.string().max(100).nullish() }).default({});

/** The context of the person as of now; throws what the verb throws for somebody who is not signed in. */
async function refreshed(ctx: ApiContext): Promise<ServiceContext> {
  const actor = await ctx.actorNow();
  return { ...ctx.services, actor: actor ?? { kind: 'nobody' } };
}

/** The events that this person may hear of, each by the rights of that moment; a lost right ends it. */
async function* visibleChanges(
  ctx: ApiContext,
  verb: Verb<'event.changes'>,
  reader: Reader,
  signal: AbortSignal,
) {
  try {
    for await (const { id, event } of ctx.changes.subscribe(reader, signal)) {
      const { events } = await verb(await refreshed(ctx), { events: [event] });
      for (const visible of events) yield tracked(id, visible);
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) ctx.onUnknownError(error);
    throw toTrpcError(error);
  }
}

/** SSE: what changed, ids only. Every event passes the same policy as a query. */
export function changesProcedure(verb: Verb<'event.changes'>) {
  return procedure
    .meta({ verb: verb.verb })
    .input(input)
    .subscription(async ({ ctx, input: { lastEventId }, signal }) => {
      const services = await refreshed(ctx);
      await verb(services, { events: [] });
      const personId = services.actor.kind === 'user' ? services.actor.id : services.actor.kind;
      const reader = { personId, lastEventId: lastEventId ?? null };
      return visibleChanges(ctx, verb, reader, signal ?? new AbortController().signal);
    });
}
