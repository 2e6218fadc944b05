import type { UsersNamedBy } from '@teredo-fleet/protocol';

/** The one global brake: while it is on, no change starts anywhere. */
export interface BrakeView {
  on: boolean;
  reason: string | null;
  setAt: string | null;
  setBy: string | null;
}

export interface SettingsView {
  publicUrl: string;
  agentUrl: string;
  /** As notices name it to users. */
  organisationName: string | null;
  /** How receipts of changes signed from now on name the users of machines. */
  usersNamedBy: UsersNamedBy;
  reachabilityPeer: string | null;
  probeServer: string | null;
  observeSeconds: number;
  heartbeatSeconds: number;
  singleChangesPerOperatorAndDay: number;
  /** A gate is overridden only when a second person confirms it. */
  overrideNeedsTwo: boolean;
  /** Machines of a scope that fell silent within an hour are told of: at least so many, and such a share. */
  alertSilentAtLeast: number;
  alertSilentPercent: number;
  /** New findings of a rule since the day before are: at least so many, and such a share of those before. */
  alertFindingsAtLeast: number;
  alertFindingsPercent: number;
  /** A rollout that waits for a promotion or an approval is, after so many hours. */
  alertWaitHours: number;
  /** The end of a token or certificate is, so many days before. */
  alertExpiryDays: number;
  /** Days that rows of each kind are kept; null: for ever. */
  observationsKeptDays: number | null;
  jobOutputsKeptDays: number | null;
  receiptsKeptDays: number | null;
  auditEntriesKeptDays: number | null;
  sessionsKeptDays: number | null;
  /** Of alerts that ended. */
  alertsKeptDays: number | null;
  bundlesKeptDays: number;
  brake: BrakeView;
  /** SHA-256 fingerprints an admin can note down. */
  fingerprints: { channelKey: string; jobKey: string };
}
