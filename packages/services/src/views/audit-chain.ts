/** A head of the audit chain that was signed. */
export interface AuditHeadView {
  /** How many entries it covers. */
  count: number;
  /** Of the newest of them, 64 hex digits. */
  hash: string;
  signedAt: string;
  keyId: string;
}

/** A place outside the database where signed heads are told. */
export interface AuditPlaceView {
  target: string;
  kind: 'file' | 'syslog' | 'webhook';
  /** How many entries the newest head covers that got there; 0: none did. */
  count: number;
  deliveredAt: string | null;
  /** Since when nothing more gets there, and why; null: all is well. */
  failing: { since: string; why: string } | null;
}

/** What a check of the whole chain found. */
export interface AuditCheckView {
  startedAt: string;
  finishedAt: string;
  count: number;
  /** Zero: nothing is wrong. */
  faultCount: number;
  /** The first ones, a sentence each. */
  faults: string[];
  /** With how many signed heads the chain was compared, by where they were. */
  compared: { inDatabase: number; outside: number };
}

/** The oldest part of the chain, which is no longer kept, and what stands in its place. */
export interface AuditStubView {
  /** How many entries went, and when they were written; those of earlier stubs are counted, not dated. */
  count: number;
  oldestAt: string;
  newestAt: string;
  keptDays: number;
  /** Who set how long entries are kept. */
  setBy: string | null;
  /** Of the link from which the chain goes on, 64 hex digits. */
  hash: string;
}

/** The chain that makes a change of the audit trail show. */
export interface AuditChainView {
  /** Entries that are linked. */
  linked: number;
  /** Entries that are not linked yet, and since when the oldest of them waits. */
  unlinked: { count: number; since: string | null };
  /** null: none was signed yet. */
  head: AuditHeadView | null;
  /** Linked entries behind the newest signed head. */
  unsigned: number;
  /** The keys that sign, the newest first. */
  keys: { keyId: string; publicKey: string; madeAt: string }[];
  /** null: nothing of it was pruned. */
  stub: AuditStubView | null;
  places: AuditPlaceView[];
  /** null: it was never checked. */
  check: AuditCheckView | null;
}
