import type { Role } from './people';

export interface TokenView {
  id: string;
  label: string;
  scope: { id: string; name: string };
  autoAccept: boolean;
  uses: number;
  maxUses: number;
  expiresAt: string;
  revokedAt: string | null;
  createdAt: string;
  createdBy: string;
  state: 'usable' | 'expired' | 'used-up' | 'revoked';
}

/** A way to enrol machines; every text is whole sentences. */
export interface EnrolCommandView {
  platform: 'linux' | 'windows' | 'windows-script' | 'group-policy';
  title: string;
  /** What it is to be pasted into. */
  where: string;
  /** What has to be looked at first, since of this token and this address it may fail or open too much. */
  cautions: string[];
  /** What it needs and does. */
  notes: string[];
  command: string;
}

/** A way for which no command was made. `text`: why, and what helps. */
export interface EnrolGapView {
  platform: EnrolCommandView['platform'];
  title: string;
  text: string;
}

/** Shown once: the secret is not kept. */
export interface NewToken {
  token: TokenView;
  text: string;
  commands: EnrolCommandView[];
  gaps: EnrolGapView[];
}

/** `void`: the account that made it may no longer do what the token may, or is disabled. */
export type ApiTokenState = 'usable' | 'expired' | 'revoked' | 'void';

export interface ApiTokenView {
  id: string;
  name: string;
  /** Its first characters, to recognise it by. */
  prefix: string;
  owner: { id: string; name: string };
  role: Role;
  /** Empty: every scope. */
  scopeIds: string[];
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  /** Within a minute of its last call; null: never used. */
  lastUsedAt: string | null;
  state: ApiTokenState;
  /** Why it opens nothing; null where it is usable. */
  why: string | null;
}

/** Shown once: the secret is not kept. */
export interface NewApiToken {
  token: ApiTokenView;
  /** The whole token. */
  secret: string;
}
