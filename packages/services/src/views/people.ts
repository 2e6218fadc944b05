export type Role = 'admin' | 'operator' | 'approver' | 'auditor' | 'viewer';

export interface Viewer {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Empty: every scope. */
  scopeIds: string[];
  /** Verbs this person may use, by name: `machine.toggle`. */
  may: string[];
  /** Roles that API tokens of theirs can have. */
  tokenRoles: Role[];
  /** The API token that acts for them; null: they are signed in themselves. */
  token: { id: string; name: string; prefix: string } | null;
}

export interface SetupStatus {
  /** `open`: no admin yet, the one-time link is needed. */
  state: 'open' | 'done';
  publicUrl: string;
  agentUrl: string;
}

export interface UserRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  scopeIds: string[];
  disabledAt: string | null;
  createdAt: string;
}

export interface ScopeRow {
  id: string;
  name: string;
  createdAt: string;
}
