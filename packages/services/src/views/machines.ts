import type { JobState } from '@teredo-fleet/protocol';
import type {
  Decision,
  DesiredState,
  Diagnosis,
  DiagnosisSeverity,
  FindingRule,
  MachineRole,
  Observation,
  RuleJudgement,
  UnmetFact,
} from '@teredo-fleet/teredo';
import type { MachineAgentUpdate } from './agent-updates';
import type { ShownVerdict } from './findings';
import type { TeredoServerHealth } from './teredo-servers';
import type { Waiting } from './waiting';
import type { WaiverView } from './waivers';

/** `offline`: was here, is not connected. `stale`: its facts are older than three observation periods. */
export type ContactState = 'online' | 'stale' | 'offline' | 'never-seen';

/** `older`: the server hands out a newer one. `too-old`: it lacks what the server counts on. */
export type AgentAge = 'current' | 'older' | 'too-old';

export type MachineStatus = 'pending' | 'active' | 'quarantined' | 'retired';

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
  agentAge: AgentAge;
  configuredType: string | null;
  configuredSetBy: string | null;
  effectiveState: string | null;
  /** Null: nothing was observed yet. */
  role: MachineRole | null;
  reachable: 'yes' | 'no' | 'unknown' | null;
  teredoAddress: string | null;
  diagnosis: { code: string; severity: DiagnosisSeverity; title: string } | null;
  /** The newest job that is not at its end. */
  activeJob: { id: string; rolloutId: string; state: JobState } | null;
  enrolledAt: string;
  /** Null: it does not wait to be let in. */
  waiting: Waiting | null;
}

/** What one named rule says of a machine. */
export interface RuleVerdict extends Omit<RuleJudgement, 'factAt' | 'verdict'>, Omit<FindingRule, 'judge'> {
  verdict: ShownVerdict;
  /** When the fact was read by the machine's own clock; null: there is none. */
  factAt: string | null;
  /** Since when this version of the rule has said so without a break; null: the server has not noted it yet. */
  since: string | null;
  /** What the finding is waived by; null: nothing. */
  waiver: WaiverView | null;
  /** Of a finding that nothing waives: what did so until lately. */
  lapsedWaiver: WaiverView | null;
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
  byRole: Record<MachineRole, number>;
  bySeverity: Record<DiagnosisSeverity, number>;
  byStatus: Record<MachineStatus, number>;
  /** The hundred labels that most machines have. */
  byLabel: Record<string, number>;
  /** Applications that asked for Teredo; the fifty that asked on most machines. */
  byApplication: Record<string, number>;
  /** Versions of the agent; the fifty that most machines have. */
  byAgentVersion: Record<string, number>;
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
  /** Every rule by the newest observation; empty before the first one. */
  findings: RuleVerdict[];
  /** Null: it has none, or which one isn't known. */
  teredoServer: MachineTeredoServer | null;
  /** Who decides what Teredo is on this machine; null before the first observation. */
  decision: Decision | null;
  /** Applications that asked for Teredo here, the newest first. */
  applications: MachineApplication[];
  /** The newest version of the agent that was offered to it; null: none was. */
  agentUpdate: MachineAgentUpdate | null;
}

/** An application that asked. Its name is its own word for itself. */
export interface MachineApplication {
  name: string;
  /** The account whose program asked last, as the machine's system names it. */
  askedBy: string;
  firstAskedAt: string;
  lastAskedAt: string;
}

export interface SameHardware {
  id: string;
  hostname: string;
  status: MachineStatus;
  enrolledAt: string;
  connected: boolean;
  lastSeenAt: string | null;
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

export interface TimelineItem {
  id: string;
  at: string;
  kind: 'audit' | 'observation' | 'job' | 'receipt';
  title: string;
  detail: string | null;
  actor: string | null;
  rolloutId: string | null;
}
