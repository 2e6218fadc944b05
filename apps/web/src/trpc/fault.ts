import type { ApiError } from '@teredo-fleet/api';

/** What went wrong, ready to show: what happened and what to do, and an id to quote. */
export interface Fault {
  code: ApiError['code'] | 'unreachable';
  message: string;
  requestId: string | null;
  fields: Readonly<Record<string, string>>;
  /** Whether asking again, unchanged, may help. */
  retry: boolean;
}

const UNREACHABLE: Fault = {
  code: 'unreachable',
  message:
    'The server did not answer. Check that it is running and that this computer can reach it, then try again.',
  requestId: null,
  fields: {},
  retry: true,
};

function carriedBy(error: unknown): ApiError | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null;
  const data = error.data as { error?: ApiError } | null | undefined;
  return data?.error ?? null;
}

/** Reads an error of a call; one that carries no answer of the server means that none came. */
export function readFault(error: unknown): Fault {
  const carried = carriedBy(error);
  if (!carried) return UNREACHABLE;
  return {
    code: carried.code,
    message: carried.message,
    requestId: carried.requestId,
    fields: carried.fields,
    retry: carried.code === 'unavailable' || carried.code === 'internal',
  };
}

/** Whether an error says that there is no such object; an id that can't be one says the same. */
export function isMissing(error: unknown): boolean {
  const { code } = readFault(error);
  return code === 'not-found' || code === 'invalid';
}
