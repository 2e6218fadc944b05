import type { ServiceErrorCode } from '@teredo-fleet/services';
import { toApiError } from '../api-error';

/** What the transport itself refuses, beside the codes of services. */
export type ProblemCode =
  | ServiceErrorCode
  | 'internal'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'too-many-requests';

/** Problem details (RFC 9457) with three members of our own: `code`, `requestId` and `fields`. */
export interface Problem {
  /** A URN that ends in the code. */
  type: string;
  title: string;
  status: number;
  /** What happened and what to do; may be shown as it is. */
  detail: string;
  code: ProblemCode;
  /** Finds this call in the server's logs. */
  requestId: string;
  /** `invalid` only: path of a field to what is wrong with it. */
  fields: Record<string, string>;
}

export const PROBLEM_TYPE = 'application/problem+json';

const TITLES: Readonly<Record<ProblemCode, string>> = {
  'not-found': 'Not found',
  forbidden: 'Not allowed',
  invalid: 'Not understood',
  conflict: 'Not possible now',
  unavailable: 'Not available',
  unauthenticated: 'No valid API token',
  internal: 'Error of the server',
  'method-not-allowed': 'Method not allowed',
  'too-large': 'Too large',
  'unsupported-media-type': 'Type of content not supported',
  'too-many-requests': 'Too many requests',
};

export const PROBLEM_CODES = Object.keys(TITLES) as ProblemCode[];

/** A problem that the transport found by itself. */
export function problem(
  status: number,
  code: ProblemCode,
  detail: string,
  requestId: string,
  fields: Readonly<Record<string, string>> = {},
): Problem {
  const type = `urn:teredo-fleet:problem:${code}`;
  return { type, title: TITLES[code], status, detail, code, requestId, fields: { ...fields } };
}

/** What a verb threw, as a problem. Unknown errors tell nothing. */
export function problemOf(error: unknown, requestId: string): Problem {
  const { status, body } = toApiError(error, requestId);
  return problem(status, body.code, body.message, requestId, body.fields);
}
