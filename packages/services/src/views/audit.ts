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
