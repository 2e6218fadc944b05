import { type ServiceContext, ServiceError, type Verb } from '@teredo-fleet/services';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import type { ApiContext } from './context';
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
  { lastEventId, signal }: { lastEventId: string | null; signal: AbortSignal },
) {
  try {
    for await (const { id, event } of ctx.changes.subscribe(lastEventId, signal)) {
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
      await verb(await refreshed(ctx), { events: [] });
      return visibleChanges(ctx, verb, {
        lastEventId: lastEventId ?? null,
        signal: signal ?? new AbortController().signal,
      });
    });
}
