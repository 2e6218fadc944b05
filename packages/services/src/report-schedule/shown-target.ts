/**
 * Where a report goes, in words that hold no secret: the path and query of a webhook's address are often its password, so
 * that only its origin is told.
 */
export const shownTarget = (kind: string, target: string): string =>
  kind === 'webhook' ? new URL(target).origin : target;
