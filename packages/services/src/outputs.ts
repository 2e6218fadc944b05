import type { Changed } from './core/channels';
import type * as v from './views';

/** What a verb of a machine answers, and what pages show differently now: its caller tells them, many at once. */
export interface Told<T> {
  answer: T;
  changed: readonly Changed[];
}

/** A machine's public identity, for a gateway that is to verify a signature. */
export interface MachineIdentity {
  machineId: string;
  agentKey: Uint8Array;
  status: v.MachineStatus;
}

/** Why an agent is turned away: a protocol error code and the sentence that goes with it. */
export interface AgentRefusal {
  ok: false;
  code:
    | 'token-unknown'
    | 'token-expired'
    | 'token-used-up'
    | 'token-revoked'
    | 'machine-unknown'
    | 'machine-retired';
  text: string;
}

export interface AgentEnrolled {
  ok: true;
  machineId: string;
  enrolmentId: string;
  status: 'active' | 'pending' | 'quarantined';
  /** `repeated`: the answer given before, once more. `again`: a known key; jobs of its earlier enrolment are void. */
  enrolment: 'new' | 'repeated' | 'again';
}

export interface AgentSession {
  ok: true;
  machineId: string;
  scopeId: string;
  hostname: string;
  enrolmentId: string;
  /** Rises with every session of this machine. */
  epoch: number;
  status: 'active' | 'pending' | 'quarantined';
  /** This very session made the identity quarantined. */
  quarantinedNow: boolean;
  heartbeatSeconds: number;
  observeSeconds: number;
  reachabilityPeer: string | null;
  probeServer: string | null;
}

/** A finished file for somebody to keep. */
export interface ExportedReport {
  fileName: string;
  contentType: string;
  body: string;
}

/** A file of any size, made while it is read. Reading it to its end, or giving up, is what writes how it ended. */
export interface StreamedFile<Piece extends string | Uint8Array = string | Uint8Array> {
  fileName: string;
  contentType: string;
  chunks: AsyncIterable<Piece>;
}

export interface StartedChange {
  rolloutId: string;
  jobId: string;
}

export interface Done {
  ok: true;
}

/** What each verb answers with. */
export interface VerbOutputs {
  'setup.status': v.SetupStatus;
  /** Whether the one-time link can be used now. */
  'setup.checkLink': { opens: boolean };
  'setup.complete': Done;
  /** The secret of the one-time link, or null when an admin exists. */
  'setup.open': { link: string | null };
  'setup.createFirstAdmin': { created: boolean };
  'viewer.me': v.Viewer | null;

  'machine.list': v.MachinePage;
  'machine.counts': v.MachineCounts;
  'finding.rules': v.FindingRules;
  'finding.history': v.FindingHistory;
  'finding.export': StreamedFile;
  'past.fleet': v.PastFleet;
  'past.machines': v.PastMachines;
  'past.export': StreamedFile<string>;
  'past.machine': v.PastMachine;
  'past.compare': v.PastComparison;
  'policy.list': v.PolicyList;
  'policy.get': v.PolicyView;
  'policy.preview': v.PolicyPreview;
  'policy.ofMachine': { rows: v.MachinePolicyView[] };
  'policy.save': { id: string; version: number; contentHash: string };
  'policy.approve': Done;
  'policy.decide': Done;
  'policy.resume': Done;
  'policy.retire': Done;
  'ownRule.list': { rows: v.OwnRuleView[] };
  'ownRule.get': v.OwnRuleDetail;
  'ownRule.preview': v.OwnRulePreview;
  'ownRule.save': { id: string; version: number };
  'ownRule.retire': Done;
  'waiver.list': v.WaiverPage;
  'waiver.preview': v.WaiverPreview;
  'waiver.grant': { id: string };
  'waiver.revoke': Done;
  'machine.get': v.MachineDetail;
  'machine.timeline': { items: v.TimelineItem[]; nextCursor: string | null };
  'machine.preview': v.ChangePreview;
  'machine.toggle': StartedChange;
  /** `connected` false: the machine is asked when it connects. */
  'machine.observe': { ok: true; connected: boolean };
  'machine.accept': { accepted: string[] };
  'machine.refuse': { refused: string[] };
  'machine.setLabels': { labels: string[] };
  'machine.retire': { cancelledJobs: number };
  'machine.delete': Done;
  'machine.releaseQuarantine': Done;

  'rollout.list': { rows: v.RolloutRow[]; nextCursor: string | null };
  'rollout.get': v.RolloutView;
  'rollout.members': { rows: v.MemberRow[]; nextCursor: string | null; total: number };
  'rollout.notices': v.NoticeFunnelView;
  'rollout.log': { rows: v.AuditRow[]; nextCursor: string | null };
  'rollout.saveDraft': { id: string; planHash: string };
  'rollout.draft': v.DraftView;
  'rollout.preview': v.RolloutPreview;
  'rollout.rehearse': v.RehearsalView;
  'rollout.submit': Done;
  'rollout.approve': Done;
  /** It is approved with the second of two. */
  'rollout.approveEmergency': { approvals: number; needed: number };
  'rollout.reject': Done;
  'rollout.clone': { id: string };
  'rollout.compare': v.RolloutComparison;
  'rollout.pause': Done;
  'rollout.resume': Done;
  'rollout.promote': Done;
  /** `overridden` false: a second person has to confirm. */
  'rollout.overrideGate': { ok: true; overridden: boolean };
  'rollout.retryFailed': { machines: number };
  'rollout.exclude': { machines: number };
  'rollout.nudge': v.NudgeView;
  'rollout.nudgePreview': v.NudgeView;
  'rollout.askNoticeOverride': { id: string; machines: number };
  'rollout.grantNoticeOverride': Done;
  'rollout.closeNoticeOverride': Done;
  'rollout.noticeOverridePreview': v.NoticeOverridePreview;
  'rollout.abort': Done;
  'rollout.rollBack': { rolloutId: string };
  'notice.list': { rows: v.NoticeRow[] };
  'notice.get': v.NoticeView;
  'notice.version': v.NoticeVersionView;
  /** `number` of the version that holds the words now. */
  'notice.save': { id: string; number: number; sha256: string };
  'notice.archive': Done;
  'freeze.list': { rows: v.FreezeView[] };
  'freeze.add': { id: string };
  'freeze.remove': Done;
  'job.undo': StartedChange;
  'job.cancel': Done;
  'report.export': ExportedReport;
  'evidence.request': { id: string };
  'evidence.list': { rows: v.BundleView[]; nextCursor: string | null };
  'evidence.get': v.BundleView;
  /** The file that may be taken now. */
  'evidence.download': v.BundleView;
  'reportLink.list': { rows: v.ReportLinkView[] };
  /** The link is shown once. */
  'reportLink.create': { id: string; link: string; expiresAt: string };
  'reportLink.revoke': Done;
  /** null: it opens nothing (any more). */
  'reportLink.open': v.SharedReport | null;
  'reportLink.download': ExportedReport;
  'reportLink.bundle': v.SharedBundle;
  /** The file itself is the server's to send. */
  'reportLink.takeBundle': v.BundleView;

  'token.list': { rows: v.TokenView[] };
  'token.create': v.NewToken;
  'token.revoke': Done;

  'apiToken.list': { rows: v.ApiTokenView[] };
  'apiToken.create': v.NewApiToken;
  'apiToken.revoke': Done;

  'user.list': { rows: v.UserRow[] };
  'user.create': { id: string };
  'user.setRole': Done;
  'user.disable': Done;
  'user.enable': Done;
  /** The link is shown once. */
  'user.createResetLink': { link: string; expiresAt: string };
  /** `email`: whose link it is; null where it opens nothing. */
  'user.checkResetLink': { email: string | null };
  'user.resetPassword': Done;

  'scope.list': { rows: v.ScopeRow[] };
  'scope.create': { id: string };

  'machine.programs': { rows: v.MachineProgramRow[] };
  'program.list': v.ProgramList;
  'program.machines': v.ProgramMachines;
  'program.add': { id: string };
  'program.remove': Done;

  'teredoServer.list': { rows: v.TeredoServerRow[] };
  'teredoServer.add': { name: string };
  'teredoServer.edit': { name: string };
  'teredoServer.remove': Done;
  'teredoServer.measure': Done;

  'agentUpdate.get': v.AgentUpdateView;
  'agentUpdate.offer': v.AgentUpdateView;
  'agentUpdate.change': v.AgentUpdateView;
  'agentUpdate.stop': v.AgentUpdateView;

  'settings.get': v.SettingsView;
  'settings.set': v.SettingsView;
  'brake.get': v.BrakeView;
  'brake.set': v.BrakeView;

  'overview.days': v.FleetDays;
  'overview.numbers': v.OverviewNumbers;
  'overview.changes': v.OverviewChanges;
  'overview.visit': Done;
  'alert.list': v.AlertPage;
  'alert.counts': v.AlertCounts;
  'alert.acknowledge': Done;
  'alertDestination.list': { rows: v.AlertDestinationView[] };
  /** The secret that a webhook's messages are signed with; null for mail. */
  'alertDestination.create': { id: string; secret: string | null };
  'alertDestination.edit': Done;
  'alertDestination.remove': Done;
  /** The sending to look for among its deliveries. */
  'alertDestination.test': { deliveryId: string };
  'alertDestination.deliveries': { rows: v.AlertDeliveryRow[]; nextCursor: string | null };
  'audit.list': { rows: v.AuditRow[]; nextCursor: string | null };
  'audit.export': StreamedFile<string>;
  'audit.chain': v.AuditChainView;
  /** When it was asked for; the newest check in `audit.chain` that began later answers it. */
  'audit.check': { askedAt: string };
  'reportSchedule.list': { rows: v.ReportScheduleView[] };
  /** `secret` signs a webhook's messages and is shown once; null: it is no webhook. */
  'reportSchedule.create': { id: string; secret: string | null };
  'reportSchedule.remove': Done;
  'reportSchedule.send': Done;
  'view.list': { rows: v.SavedView[] };
  'view.save': { id: string };
  'view.remove': Done;
  /** Those of a batch of changes that this person may hear of. */
  'event.changes': { events: v.ChangeEvent[] };

  'agent.identities': Told<(MachineIdentity | null)[]>;
  'agent.enrol': Told<AgentEnrolled | AgentRefusal>;
  'agent.openSessions': Told<(AgentSession | AgentRefusal)[]>;
}
