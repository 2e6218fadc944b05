import { InvalidError, ServiceError, type ServiceErrorCode } from '@teredo-fleet/services';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';

/** What every failed call carries in `data.error`. */
export interface ApiError {
  code: ServiceErrorCode | 'internal';
  /** What happened and what to do; may be shown as it is. */
  message: string;
  /** Finds this call in the server's logs. */
  requestId: string;
  /** `invalid` only: path of a field to what is wrong with it. */
  fields: Readonly<Record<string, string>>;
}

/** The one place where the codes of services meet a transport. */
export const TRANSPORT_CODES: Readonly<
  Record<ServiceErrorCode, { trpc: TRPC_ERROR_CODE_KEY; http: number }>
> = {
  'not-found': { trpc: 'NOT_FOUND', http: 404 },
  forbidden: { trpc: 'FORBIDDEN', http: 403 },
  invalid: { trpc: 'BAD_REQUEST', http: 400 },
  conflict: { trpc: 'CONFLICT', http: 409 },
  unavailable: { trpc: 'SERVICE_UNAVAILABLE', http: 503 },
  unauthenticated: { trpc: 'UNAUTHORIZED', http: 401 },
};

/** The HTTP status and the body for an error outside tRPC (report downloads). Unknown errors tell nothing. */
export function toApiError(error: unknown, requestId: string): { status: number; body: ApiError } {
  if (error instanceof ServiceError) {
    const fields = error instanceof InvalidError ? error.fields : {};
    const body = { code: error.code, message: error.message, requestId, fields };
    return { status: TRANSPORT_CODES[error.code].http, body };
  }
  const message = `Something went wrong on the server; nothing was changed by this call. Try again, and if it stays, give this number to whoever runs the server: ${requestId}`;
  return { status: 500, body: { code: 'internal', message, requestId, fields: {} } };
}
