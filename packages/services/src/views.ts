/**
 * What the API answers with. Times are ISO 8601 UTC text with milliseconds.
 * Screens and the HTTP API see these shapes and no table.
 */
import type { JobState, NoticePolicy, NoticeText } from '@teredo-fleet/protocol';
import type {
  Blocker,
  Decision,
  DesiredState,
  Diagnosis,
  DiagnosisSeverity,
  Observation,
  ServerHealth,
  ServerOutcome,
  ServerVerdict,
  Step,
  UnmetFact,
} from '@teredo-fleet/teredo';

export type Role = 'admin' | 'operator' | 'approver' | 'auditor' | 'viewer';

/** `offline`: was here, is not connected. `stale`: its facts are older than three observation periods. */
export type ContactState = 'online' | 'stale' | 'offline' | 'never-seen';

export type MachineStatus = 'pending' | 'active' | 'quarantined' | 'retired';

export interface Viewer {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** Empty: every scope. */
  scopeIds: string[];
  /** Verbs this person may use, by name: `machine.toggle`. */
  may: string[];
}

export interface SetupStatus {
  /** `open`: no admin yet, the one-time link is needed. */
  state: 'open' | 'done';
  publicUrl: string;
  agentUrl: string;
}

export interface MachineRow {
  id: string;
  hostname: string;
  labels: string[];
  scope: { id: string; name: string };
  status: MachineStatus;
  statusReason: string | null;
  contact: ContactState;
  lastSeenAt: string | null;
  simulated: boolean;
  platform: string;
  osName: string | null;
  agentVersion: string;
  configuredType: string | null;
  configuredSetBy: string | null;
  effectiveState: string | null;
  reachable: 'yes' | 'no' | 'unknown' | null;
  teredoAddress: string | null;
  diagnosis: { code: string; severity: DiagnosisSeverity; title: string } | null;
  /** The newest job that is not at its end. */
  activeJob: { id: string; rolloutId: string; state: JobState } | null;
}

export interface MachinePage {
  rows: MachineRow[];
  /** Opaque and signed; null: no further page. */
  nextCursor: string | null;
  previousCursor: string | null;
  /** Exact number of machines that match the filter. */
  total: number;
}

export interface MachineCounts {
  total: number;
  byContact: Record<ContactState, number>;
  byReachable: Record<'yes' | 'no' | 'unknown', number>;
  byConfigured: Record<string, number>;
  bySeverity: Record<DiagnosisSeverity, number>;
  byStatus: Record<MachineStatus, number>;
  simulated: number;
}

export interface DecodedTeredoAddress {
  address: string;
  server: string;
  clientIPv4: string;
  udpPort: number;
  cone: boolean;
  clientIsPrivate: boolean;
}

export interface MachineDetail extends MachineRow {
  enrolledAt: string;
  timeZone: string | null;
  hardwareId: string;
  door: 'ws' | 'poll' | null;
  remote: string | null;
  /** The machine's own clock minus the server's; null: not known. */
  clock: { skewMs: number; wrong: boolean } | null;
  observation: Observation | null;
  observedAt: string | null;
  receivedAt: string | null;
  desired: { state: DesiredState; rolloutId: string; setAt: string } | null;
  /** Wanted facts that are not so now; empty when compliant or nothing is desired. */
  drift: UnmetFact[];
  decodedAddress: DecodedTeredoAddress | null;
  /** Other records of the same hardware id, the newest five: an earlier enrolment of this machine, or a copy. */
  sameHardware: SameHardware[];
  /** From the newest observation and those before it, the worst first. */
  diagnoses: Diagnosis[];
  /** Null: it has none, or which one isn't known. */
  teredoServer: MachineTeredoServer | null;
  /** Who decides what Teredo is on this machine; null before the first observation. */
  decision: Decision | null;
}

export interface SameHardware {
  id: string;
  hostname: string;
  status: MachineStatus;
  enrolledAt: string;
  connected: boolean;
  lastSeenAt: string | null;
}

export interface TimelineItem {
  id: string;
  at: string;
  kind: 'audit' | 'observation' | 'job' | 'receipt';
  title: string;
  detail: string | null;
  actor: string | null;
  rolloutId: string | null;
}

/** What a change would do, from the same `plan()` that the agent runs. It writes nothing. */
export interface ChangePreview {
  machineId: string;
  desired: DesiredState;
  steps: Step[];
  blockers: Blocker[];
  diff: { fact: string; now: string; then: string }[];
  /** Steps empty and no blockers. */
  alreadyCompliant: boolean;
  basedOnObservedAt: string | null;
  warnings: string[];
  /** Names this very preview: pass it to `machine.toggle`, which refuses when the change would now be another one. */
  basis: string;
  /** What is proposed to tell the users of this machine. */
  notice: { policy: NoticePolicy; texts: NoticeText[] };
}

export interface JobView {
  id: string;
  rolloutId: string;
  machine: { id: string; hostname: string; simulated: boolean };
  attempt: number;
  state: JobState;
  terminal: boolean;
  detail: string | null;
  until: string | null;
  work: { kind: 'apply'; desired: DesiredState } | { kind: 'restore'; savedByJob: string };
  steps: {
    step: Step;
    outcome: 'done' | 'failed' | 'unknown' | 'skipped';
    exitCode: number | null;
    output: string;
    startedAt: string;
    finishedAt: string;
  }[];
  unmet: UnmetFact[];
  blockers: Blocker[];
  before: Observation | null;
  after: Observation | null;
  createdAt: string;
  signedAt: string | null;
  offeredAt: string | null;
  goGrantedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  receipts: ReceiptView[];
  events: {
    at: string;
    state: string;
    detail: string | null;
    source: 'agent' | 'server';
    accepted: boolean;
  }[];
  /** Whether `job.undo` would be taken now, and why not. */
  undo: { possible: boolean; why: string | null };
}

export interface ReceiptView {
  session: string;
  user: string | null;
  channel: string;
  language: string;
  textSha256: string;
  queuedAt: string;
  onAgentAt: string;
  displayedAt: string | null;
  answeredAt: string | null;
  answer: string;
  deferredUntil: string | null;
  deferrals: number;
}

export interface RolloutView {
  id: string;
  name: string;
  kind: 'single' | 'planned' | 'rollback';
  state: string;
  pauseReason: string | null;
  author: { id: string; name: string };
  reason: string | null;
  planHash: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  approvals: { approver: string; kind: string; at: string; reason: string | null }[];
  noticePolicy: NoticePolicy;
  noticeTexts: NoticeText[];
  jobs: JobView[];
}

export interface RolloutRow {
  id: string;
  name: string;
  kind: string;
  state: string;
  author: string;
  createdAt: string;
  finishedAt: string | null;
  jobStates: Record<string, number>;
}

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

export interface AuditRow {
  seq: string;
  at: string;
  actor: { kind: 'user' | 'machine' | 'system'; id: string | null; name: string };
  action: string;
  object: { kind: string; id: string | null; name: string | null };
  outcome: 'done' | 'refused' | 'failed';
  before: unknown;
  after: unknown;
  reason: string | null;
  requestId: string | null;
  address: string | null;
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

/** What measurements say of a Teredo server: rules H1 to H8 of docs/teredo-servers.md. */
export interface TeredoServerHealth {
  verdict: ServerVerdict;
  rule: ServerHealth['rule'];
  severity: DiagnosisSeverity;
  /** Can be read out as it is. */
  text: string;
  lastAskedAt: string | null;
  lastAnswerAt: string | null;
  answered: number;
  failed: number;
  /** Whether the machines that measured it are simulated ones. */
  simulated: boolean;
}

/** What this server itself heard when it asked last. */
export interface OwnServerMeasurement {
  measuredAt: string;
  outcome: ServerOutcome;
  /** Why an address that the name gave was not asked. */
  fault: string | null;
  addresses: string[];
  roundTripMs: number | null;
  lastAnswerAt: string | null;
}

export interface TeredoServerRow {
  name: string;
  /** Names and addresses under which machines have it: what their list is filtered by. */
  writtenAs: string[];
  /** `known`: comes with the product. `added`: the organisation's own. `seen`: machines have it, nobody listed it. */
  origin: 'known' | 'added' | 'seen';
  standing: 'default' | 'seen' | 'dead' | null;
  /** What the source of a known one says of it. */
  about: string | null;
  source: string | null;
  secondary: string | null;
  note: string | null;
  /** Whether this server asks it on a schedule. */
  measured: boolean;
  /** Active machines of one's scopes that have it, and those of them on which Teredo is on. */
  machines: { total: number; inUse: number };
  health: TeredoServerHealth;
  agents: {
    fresh: Record<ServerOutcome, number>;
    failingNetworks: number;
    old: number;
    newestAt: string | null;
    lastAnswerAt: string | null;
    simulated: boolean;
  } | null;
  own: OwnServerMeasurement | null;
  /** Somebody wants it measured and nobody has yet. */
  requestedAt: string | null;
}

/** The server a machine has. */
export interface MachineTeredoServer {
  /** As the machine has it, in the one spelling. */
  name: string;
  /** Its entry in the directory; null: nobody listed it. */
  listedAs: string | null;
  /** The machine names none: it is the known default of its Windows. */
  byDefault: boolean;
  /** Whether Teredo is set to be on there. */
  inUse: boolean;
  health: TeredoServerHealth;
}

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
  reachabilityPeer: string | null;
  probeServer: string | null;
  observeSeconds: number;
  heartbeatSeconds: number;
  singleChangesPerOperatorAndDay: number;
  brake: BrakeView;
  /** SHA-256 fingerprints an admin can note down. */
  fingerprints: { channelKey: string; jobKey: string };
}

/** What changed; the page asks again for what it shows. */
export interface ChangeEvent {
  kind: 'machine' | 'job' | 'rollout' | 'token' | 'settings' | 'teredoServer' | 'audit' | 'resync';
  id: string | null;
}
