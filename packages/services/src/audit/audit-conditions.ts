import type { AuditConditions } from '@teredo-fleet/db';
import { containsPattern, literalPattern } from '../core/like-pattern';
import type { AuditFilter } from '../inputs/audit-inputs';

const containing = (words: string | undefined): string | null =>
  words === undefined ? null : containsPattern(words);

const dateOf = (instant: string | undefined): Date | null =>
  instant === undefined ? null : new Date(instant);

/** One verb, or all whose names begin so. */
function actionPattern(action: string | undefined): string | null {
  if (action === undefined) return null;
  return action.endsWith('.') ? `${literalPattern(action)}%` : literalPattern(action);
}

/** A filter of entries for hand-written queries. */
export function auditConditions({ actor, action, object, outcome, from, to }: AuditFilter): AuditConditions {
  return {
    actorPattern: containing(actor),
    actorId: actor ?? null,
    actionPattern: actionPattern(action),
    objectPattern: containing(object),
    objectId: object ?? null,
    outcome: outcome ?? null,
    from: dateOf(from),
    to: dateOf(to),
  };
}
