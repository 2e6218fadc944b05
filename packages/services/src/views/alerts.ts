import type { AlertKind } from '../alert/alert-kinds';

export type { AlertKind } from '../alert/alert-kinds';

/** Something that is or was so and that somebody should know. */
export interface AlertView {
  id: string;
  kind: AlertKind;
  /** Id of a rule or a rollout; of a token with what it is for before it; empty: the scope says it all. */
  subject: string;
  /** Null: of the whole installation. */
  scope: { id: string; name: string } | null;
  /** A line by itself. */
  title: string;
  /** What happened, and what to do about it. */
  sentence: string;
  /** Where its subject is shown. */
  path: string;
  /** How many machines it is of, out of how many, and what the number was before it rose; null: it has none. */
  machines: number | null;
  outOf: number | null;
  before: number | null;
  openedAt: string;
  /** When something was told of it last. */
  newsAt: string;
  /** Its condition is gone since then, and it ends if that stays so; null: it is there. */
  clearSince: string | null;
  endedAt: string | null;
  /** So often it came back soon after its end. */
  returns: number;
  acknowledged: { by: string; at: string; reason: string | null } | null;
}

export interface AlertPage {
  at: string;
  rows: AlertView[];
  /** Alerts of each kind that are open, whatever is shown. */
  openByKind: Record<AlertKind, number>;
  nextCursor: string | null;
}

export interface AlertCounts {
  open: number;
  /** Of these, that nobody has taken on. */
  unacknowledged: number;
}

/** Where alerts are told besides the console. */
export interface AlertDestinationView {
  id: string;
  name: string;
  kind: 'mail' | 'webhook';
  /** Addresses; of a webhook only the origin. */
  target: string;
  /** None: every kind. */
  kinds: AlertKind[];
  /** None: every scope, and the whole installation. */
  scopes: { id: string; name: string }[];
  createdBy: string;
  sentAt: string | null;
  /** Sendings that wait. */
  waiting: number;
  failing: { since: string; why: string; nextAt: string } | null;
}

/** One message to a destination. */
export interface AlertDeliveryRow {
  id: string;
  isTest: boolean;
  /** What it told, a line each. */
  lines: string[];
  createdAt: string;
  state: 'waiting' | 'sent' | 'given-up';
  endedAt: string | null;
  /** What came back; of one that waits, why it was not sent the last time. */
  answer: string | null;
}
