/** A filter that somebody keeps under a name. */
export interface SavedView {
  id: string;
  name: string;
  /** The part of the page's address after the question mark. */
  search: string;
}

export interface AuditRow {
  seq: string;
  at: string;
  actor: {
    kind: 'user' | 'machine' | 'system';
    id: string | null;
    name: string;
    /** The API token by which a person acted: its name and first characters. */
    token: string | null;
  };
  action: string;
  object: { kind: string; id: string | null; name: string | null };
  outcome: 'done' | 'refused' | 'failed';
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  address: string | null;
}

/** A link to the report of a rollout, without its secret. */
export interface ReportLinkView {
  id: string;
  /** For whom it is. */
  name: string;
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  lastOpenedAt: string | null;
  state: 'open' | 'expired' | 'revoked';
}

/** What somebody without an account sees behind a link. */
export interface SharedReport {
  rollout: string;
  /** Whether the rollout is still under way, so that a later report may say otherwise. */
  interim: boolean;
  sharedBy: string;
  expiresAt: string;
}

/** The audit trail of each past day, week or month, sent somewhere. */
export interface ReportScheduleView {
  id: string;
  name: string;
  filter: { actor?: string; action?: string; object?: string; outcome?: 'done' | 'refused' | 'failed' };
  format: 'csv' | 'jsonl';
  every: 'day' | 'week' | 'month';
  hour: number;
  timeZone: string;
  kind: 'mail' | 'webhook' | 'folder';
  target: string;
  createdBy: string;
  nextAt: string;
  /** Somebody wants it now, and it was not sent yet. */
  isAsked: boolean;
  sentAt: string | null;
  failing: { since: string; why: string } | null;
}
