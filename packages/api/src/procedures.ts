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

type Query<N extends VerbName> = TRPCQueryProcedure<Definition<N>>;

function queryAs<N extends VerbName>(purpose: 'services' | 'acting', verb: Verb<N>): Query<N> {
  return procedure
    .meta({ verb: verb.verb })
    .input(untouched<N>)
    .query(({ ctx, input }) => verb(ctx[purpose], input as VerbInput<N>)) as Query<N>;
}

export const query = <N extends VerbName>(verb: Verb<N>): Query<N> => queryAs('services', verb);

/** A look at a row or two that the frame round every page needs: like changes, it waits behind no other look. */
export const frameQuery = <N extends VerbName>(verb: Verb<N>): Query<N> => queryAs('acting', verb);

export function mutation<N extends VerbName>(verb: Verb<N>): TRPCMutationProcedure<Definition<N>> {
  return procedure
    .meta({ verb: verb.verb })
    .input(untouched<N>)
    .mutation(({ ctx, input }) => verb(ctx.acting, input as VerbInput<N>)) as TRPCMutationProcedure<
    Definition<N>
  >;
}
