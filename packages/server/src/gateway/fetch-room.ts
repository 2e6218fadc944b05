import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReadOrigin } from '../http/client-address';
import { respondJson } from '../http/respond';
import type { Admission } from './admission';
import { errorMessage } from './refusal';

/** How long one program may be on its way, milliseconds. */
export interface FetchLimits {
  /** Without any of it being taken. */
  silenceMs: number;
  /** In all: as long as agents take for one. */
  longestMs: number;
}

export const FETCH_LIMITS: FetchLimits = { silenceMs: 60_000, longestMs: 60 * 60_000 };

export interface FetchRoomParts {
  admission: Admission;
  readOrigin: ReadOrigin;
  limits: FetchLimits;
}

type HandOver = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

function refuse(response: ServerResponse): void {
  const text = 'Programs are fetched from here too often or too many at once. Wait, then ask again.';
  const error = errorMessage('too-many', { text });
  respondJson(response, 429, error, { 'retry-after': error.retryAfterSeconds ?? 0 });
}

/** Anybody may fetch programs: each network is given so many, and whoever takes nothing of one keeps no place. */
export function inFetchRoom({ admission, readOrigin, limits }: FetchRoomParts, handOver: HandOver): HandOver {
  return async (request, response, path) => {
    const leave = admission.fetchProgram(readOrigin(request).address);
    if (leave === null) return refuse(response);
    const end = () => void response.destroy();
    const timer = setTimeout(end, limits.longestMs).unref();
    response.setTimeout(limits.silenceMs, end);
    response.once('close', () => {
      clearTimeout(timer);
      leave();
    });
    await handOver(request, response, path);
  };
}
