import { ServiceError, type VerbName } from '@teredo-fleet/services';
import { initTRPC, TRPCError } from '@trpc/server';
import { TRANSPORT_CODES, toApiError } from './api-error';
import type { ApiContext } from './context';
import { MAX_BODY_BYTES, tooLarge } from './too-large';

/** Most calls in one HTTP request; for the adapter's `maxBatchSize` and, the same or lower, the client's batch link. */
export const MAX_BATCH_SIZE = 20;

/** Every procedure names its verb; a test walks the router and refuses one that doesn't. */
export interface ProcedureMeta {
  verb: VerbName;
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    sse: {
      ping: { enabled: true, intervalMs: 5_000 },
      client: { reconnectAfterInactivityMs: 20_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const requestId = ctx?.services.requestId ?? 'none';
      const cause = error.cause instanceof ServiceError ? error.cause : error;
      const known = cause instanceof ServiceError || error.code === 'INTERNAL_SERVER_ERROR';
      const { body } = toApiError(cause, requestId);
      const refusal =
        error.code === 'PAYLOAD_TOO_LARGE' ? tooLarge(MAX_BODY_BYTES) : { message: error.message };
      const spoken = known ? body : { ...body, code: 'invalid' as const, ...refusal };
      return {
        ...shape,
        message: spoken.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, error: spoken },
      };
    },
  });

/** What a verb threw as tRPC's error; anything else as it is. */
export function toTrpcError(error: unknown): unknown {
  if (!(error instanceof ServiceError)) return error;
  return new TRPCError({ code: TRANSPORT_CODES[error.code].trpc, message: error.message, cause: error });
}

/** Turns what verbs throw into tRPC's errors. */
const mapErrors = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof ServiceError) throw toTrpcError(cause);
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.onUnknownError(cause ?? result.error);
  return result;
});

export const procedure = t.procedure.use(mapErrors);
export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
