import type { Verb, VerbInput, VerbName, VerbOutputs } from '@teredo-fleet/services';
import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import { type ProcedureMeta, procedure } from './trpc';

interface Definition<N extends VerbName> {
  input: VerbInput<N>;
  output: VerbOutputs[N];
  meta: ProcedureMeta;
}

/** Passes the input on untouched: parsing is the verb's own second act, after authorising. */
function untouched<N extends VerbName>(raw: unknown): VerbInput<N> {
  return raw as VerbInput<N>;
}

export function query<N extends VerbName>(verb: Verb<N>): TRPCQueryProcedure<Definition<N>> {
  return procedure
    .meta({ verb: verb.verb })
    .input(untouched<N>)
    .query(({ ctx, input }) => verb(ctx.services, input as VerbInput<N>)) as TRPCQueryProcedure<
    Definition<N>
  >;
}

export function mutation<N extends VerbName>(verb: Verb<N>): TRPCMutationProcedure<Definition<N>> {
  return procedure
    .meta({ verb: verb.verb })
    .input(untouched<N>)
    .mutation(({ ctx, input }) => verb(ctx.services, input as VerbInput<N>)) as TRPCMutationProcedure<
    Definition<N>
  >;
}
