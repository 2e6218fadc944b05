import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { ALERT_KINDS } from '@/alert/alert-kinds';
import type { AlertListInput } from '@/trpc/shapes';

/** Which alerts, and the place in their list. */
export const alertParams = {
  which: parseAsStringLiteral(['open', 'ended'] as const).withDefault('open'),
  kind: parseAsArrayOf(parseAsStringLiteral(ALERT_KINDS)).withDefault([]),
  cursor: parseAsString,
};

export const loadAlertParams = createLoader(alertParams);
export const alertsHref = createSerializer(alertParams);

export type AlertParams = Awaited<ReturnType<typeof loadAlertParams>>;

export const alertInputOf = ({ which, kind, cursor }: AlertParams): AlertListInput => ({
  which,
  kinds: kind,
  cursor,
});
