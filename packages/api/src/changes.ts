import type { ServiceContext, Verb } from '@teredo-fleet/services';
import { tracked } from '@trpc/server';
import * as z from 'zod';
import type { ApiContext } from './context';
import { procedure } from './trpc';

const input = z.strictObject({ lastEventId: z.string().max(100).nullish() }).default({});

/** The context of the person as of now; throws what the verb throws for somebody who is not signed in. */
async function refreshed(ctx: ApiContext): Promise<ServiceContext> {
  const actor = await ctx.actorNow();
  return { ...ctx.services, actor: actor ?? { kind: 'nobody' } };
}

/** SSE: what changed, ids only. Every event passes the same policy as a query, with the rights of that moment. */
export function changesProcedure(verb: Verb<'event.changes'>) {
  return procedure
    .meta({ verb: verb.verb })
    .input(input)
    .subscription(async function* ({ ctx, input: { lastEventId }, signal }) {
      await verb(await refreshed(ctx), { events: [] });
      const stop = signal ?? new AbortController().signal;
      for await (const { id, event } of ctx.changes.subscribe(lastEventId ?? null, stop)) {
        const { events } = await verb(await refreshed(ctx), { events: [event] });
        for (const visible of events) yield tracked(id, visible);
      }
    });
}
