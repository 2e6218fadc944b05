import type { AgentKind, Release, SignedRelease } from '@teredo-fleet/protocol';
import type { Role } from '../views';
import type { Transaction } from './transaction';

export interface NewUser {
  name: string;
  /** Lower case. */
  email: string;
  password: string;
  role: Role;
  scopeIds: readonly string[];
}

/** Accounts and sessions. They belong to the sign-in library, so the rows are written by its adapter. */
export interface IdentityPort {
  /**
   * Inserts the person and the password, in the verb's own transaction, and returns the new id. Throws InvalidError
   * for a password that everybody tries first; a taken e-mail address is the database's unique violation.
   */
  createUser(tx: Transaction, user: NewUser): Promise<string>;
  /** Makes a secret that lets its holder set this person's password once; only its hash is kept. Earlier ones are void. */
  createResetSecret(tx: Transaction, user: { id: string; email: string }): Promise<ResetSecret>;
  /** Whose unspent secret it is, without spending it; null when it opens nothing (any more). */
  readResetSecret(tx: Transaction, secret: string): Promise<{ userId: string } | null>;
  /** Makes every such secret of a person void. */
  voidResetSecrets(tx: Transaction, userId: string): Promise<void>;
  /**
   * Spends a secret: sets the password and ends every session. Returns whose it was, or null when it opens nothing (any
   * more). Throws InvalidError for a password that everybody tries first.
   */
  resetPassword(
    tx: Transaction,
    spent: { secret: string; password: string },
  ): Promise<{ userId: string } | null>;
  /** Ends every session of a person, in the verb's own transaction. */
  endSessions(tx: Transaction, userId: string): Promise<void>;
}

/** Shown once, to be handed over. */
export interface ResetSecret {
  secret: string;
  expiresAt: Date;
}

export interface RandomPort {
  /** Unpredictable bytes. */
  bytes(count: number): Uint8Array;
  uuid(): string;
}

export interface KeysPort {
  /** X25519 key that agents pin, 32 bytes. */
  channelPublicKey(): Promise<Uint8Array>;
  /** Ed25519 key that signs jobs, public half, 32 bytes. Throws UnavailableError until the signer has made it. */
  jobPublicKey(): Promise<Uint8Array>;
  /** Secret that page cursors are authenticated with; the same in every process, 32 bytes. */
  cursorSecret: Uint8Array;
}

/** SHA-256 (hex) of each agent that this server hands out; null: it was not built. */
export type AgentHashes = Record<AgentKind, string | null>;

export interface AgentBundlePort {
  describe(): Promise<AgentHashes>;
}

/** The signed release that lies on this server. */
export interface ReleasesRead {
  /** Release key that this server's agents are built with, standard base64; null: without one. */
  key: string | null;
  /** Null: there is none, or none that may be offered. */
  found: { signed: SignedRelease; release: Release } | null;
  /** Why what is there may not be offered, for people; null: nothing is wrong. */
  problem: string | null;
}

export interface ReleasesPort {
  /** Verifies the signature each time, and the files whenever they changed. */
  read(): Promise<ReleasesRead>;
}

/** What verbs need from outside the database. */
export interface Ports {
  /** Of the server, and of the agents that it hands out. */
  serverVersion: string;
  identity: IdentityPort;
  random: RandomPort;
  keys: KeysPort;
  agentBundle: AgentBundlePort;
  releases: ReleasesPort;
}
