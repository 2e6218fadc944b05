import { utcText } from '../../core/utc-text';
import { condition, type ReadConditions } from '../condition-source';

/** A certificate that the server answers with. */
export interface ServedCertificate {
  /** SHA-256 of it, hex: a renewed one is another. */
  fingerprint: string;
  name: string;
  endsAt: Date;
}

const DAY_MS = 86_400_000;

/**
 * The end of the server's certificate. Unlike a token it is told of after its end, too: agents and browsers turn away until it
 * is renewed. `read` gives null where there is none, and rejects where it can't be read now.
 */
export function readEndingCertificate(read: () => Promise<ServedCertificate | null>): ReadConditions {
  return async ({ now, settings }) => {
    const found = await read().catch(() => undefined);
    if (found === undefined) return null;
    if (found === null) return [];
    const { fingerprint, name, endsAt } = found;
    const leftMs = endsAt.getTime() - now.getTime();
    if (leftMs > settings.alerts.expiryDays * DAY_MS) return [];
    const text =
      leftMs > 0
        ? `It ends at ${utcText(endsAt.getTime())}.`
        : `It ended at ${utcText(endsAt.getTime())}: browsers and agents turn away.`;
    return [condition('certificate-expiring', { subject: fingerprint, scopeId: null, name }, { text })];
  };
}
