import type { Queryable, StoredAlert } from '@teredo-fleet/db';
import type { FleetSettings } from '../settings/settings-store';
import type { AlertKind } from './alert-kinds';
import type { Condition } from './decide-alert';

/** What conditions are judged by. */
export interface Judging {
  db: Queryable;
  /** The database's clock. */
  now: Date;
  settings: FleetSettings;
  /** Alerts of this kind that are open. */
  open: readonly StoredAlert[];
}

/**
 * All conditions of one kind that are so now; an alert whose condition is not among them has nothing to stand on. Null: it
 * can't be told now, and alerts stay as they are. Asked again every few seconds: it keeps nothing, and is cheap.
 */
export type ReadConditions = (judging: Judging) => Promise<Condition[] | null>;

export type ConditionSources = Readonly<Record<AlertKind, ReadConditions>>;

/** A condition with what most of them don't have left out. */
export function condition(
  kind: AlertKind,
  of: Pick<Condition, 'subject' | 'scopeId' | 'name'>,
  rest: Partial<Pick<Condition, 'machines' | 'outOf' | 'before' | 'text'>> = {},
): Condition {
  return { kind, ...of, machines: null, outOf: null, before: null, text: null, ...rest };
}
