import type { ApiError } from '@teredo-fleet/api';
import { ForeignAnswerError } from './foreign-answer';

/** What went wrong, ready to show: what happened and what to do, and an id to quote. */
export interface Fault {
  code: ApiError['code'] | 'unreachable' | 'foreign-answer';
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

/** A status that may be another one in a moment: timeouts, too many requests, and what a server or proxy owns up to. */
const mayPass = (status: number): boolean => status >= 500 || status === 408 || status === 429;

function foreignFault({ status }: ForeignAnswerError): Fault {
  const retry = mayPass(status);
  const first = retry ? 'Try again in a moment' : 'Load the page again';
  return {
    code: 'foreign-answer',
    message: `The server, or a proxy before it, answered ${status} and did not say why. ${first}; if it stays so, tell whoever runs the server: the log of the proxy or of the server has the reason.`,
    requestId: null,
    fields: {},
    retry,
  };
}

/** What the call itself failed with: tRPC has what happened before an answer of its own as the cause. */
function failureOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof ForeignAnswerError || carriedBy(cause) ? cause : error;
}

/** Reads an error of a call; one that carries no answer at all means that none came. */
export function readFault(error: unknown): Fault {
  const failure = failureOf(error);
  if (failure instanceof ForeignAnswerError) return foreignFault(failure);
  const carried = carriedBy(failure);
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
