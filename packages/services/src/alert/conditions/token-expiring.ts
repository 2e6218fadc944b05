import { endingTokens } from '@teredo-fleet/db';
import { utcText } from '../../core/utc-text';
import { condition, type ReadConditions } from '../condition-source';
import { endsSoon } from '../thresholds';

const DAY_MS = 86_400_000;
const KINDS = { enrolment: 'enrolment token', api: 'API token' } as const;

/** Tokens that somebody may still count on and that end soon. */
export const readEndingTokens: ReadConditions = async ({ db, now, settings }) => {
  const days = settings.alerts.expiryDays;
  const found = await endingTokens(db, now, new Date(now.getTime() + days * DAY_MS));
  return found
    .filter((token) => endsSoon(token, { now, days }))
    .map(({ kind, id, scopeId, name, expiresAt }) =>
      condition(
        'token-expiring',
        { subject: `${kind}:${id}`, scopeId, name },
        { text: `The ${KINDS[kind]} ends at ${utcText(expiresAt.getTime())}.` },
      ),
    );
};
