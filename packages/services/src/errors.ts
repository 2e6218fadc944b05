export type ServiceErrorCode =
  | 'not-found'
  | 'forbidden'
  | 'invalid'
  | 'conflict'
  | 'unavailable'
  | 'unauthenticated';

/** What a verb throws. `message` says what happened and what to do, and may be shown as it is. */
export abstract class ServiceError extends Error {
  abstract readonly code: ServiceErrorCode;
  /** Whether the same call may succeed later without anything else being changed first. */
  readonly retry: boolean = false;
}

/** The object isn't there, or isn't in a scope of this person: the two look the same on purpose. */
export class NotFoundError extends ServiceError {
  readonly code = 'not-found';
  override readonly name = 'NotFoundError';

  constructor(kind: string) {
    super(`There is no such ${kind}. It may have been deleted; go back to the list and choose again.`);
  }
}

/** Signed in, but this role may not do this. */
export class ForbiddenError extends ServiceError {
  readonly code = 'forbidden';
  override readonly name = 'ForbiddenError';
}

/** The input is not what this verb takes. `fields`: path of a field to what is wrong with it. */
export class InvalidError extends ServiceError {
  readonly code = 'invalid';
  override readonly name = 'InvalidError';

  constructor(
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The input is fine, but not in this state of things. */
export class ConflictError extends ServiceError {
  readonly code = 'conflict';
  override readonly name = 'ConflictError';
}

/** The server can't do it now. */
export class UnavailableError extends ServiceError {
  readonly code = 'unavailable';
  override readonly name = 'UnavailableError';
  override readonly retry = true;
}

/** Nobody is signed in, or what was shown instead opens nothing. */
export class UnauthenticatedError extends ServiceError {
  readonly code = 'unauthenticated';
  override readonly name = 'UnauthenticatedError';

  constructor(message = 'You are not signed in, or your session has ended. Sign in and try again.') {
    super(message);
  }
}
