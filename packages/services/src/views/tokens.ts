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

/** Shown once: the secret is not kept. */
export interface NewToken {
  token: TokenView;
  text: string;
  commands: { platform: 'linux' | 'windows'; title: string; command: string }[];
}
