import type * as z from 'zod';
import type { VerbName } from '../permissions';
import { agentEnrol, agentIdentities, agentOpenSessions } from './agent-inputs';
import * as alert from './alert-inputs';
import * as audit from './audit-inputs';
import * as evidence from './evidence-inputs';
import * as machine from './machine-inputs';
import * as notice from './notice-inputs';
import * as ownRule from './own-rule-inputs';
import * as past from './past-inputs';
import * as people from './people-inputs';
import * as plan from './plan-inputs';
import * as policy from './policy-inputs';
import * as program from './program-inputs';
import * as running from './running-inputs';
import * as server from './server-inputs';
import { empty } from './shared-inputs';
import * as update from './update-inputs';
import * as waiver from './waiver-inputs';
import * as work from './work-inputs';

/** What each verb takes. Strict at every level: an unknown key is refused. */
export const verbInputs = {
  'setup.status': empty,
  'setup.checkLink': people.setupCheckLink,
  'setup.complete': people.setupComplete,
  'setup.open': people.setupOpen,
  'setup.createFirstAdmin': people.setupCreateFirstAdmin,
  'viewer.me': empty,

  'machine.list': machine.machineList,
  'machine.counts': machine.machineCounts,
  'finding.rules': machine.machineCounts,
  'finding.history': machine.findingHistory,
  'finding.export': machine.findingExport,
  'machine.programs': program.machinePrograms,
  'program.list': empty,
  'program.machines': program.programMachines,
  'program.add': program.programAdd,
  'program.remove': program.programRemove,
  'past.fleet': past.pastFleet,
  'past.machines': past.pastMachines,
  'past.machine': past.pastMachine,
  'past.compare': past.pastCompare,
  'past.export': past.pastExport,

  'policy.list': policy.policyList,
  'policy.get': policy.policyGet,
  'policy.preview': policy.policyPreview,
  'policy.ofMachine': policy.policyOfMachine,
  'policy.save': policy.policySave,
  'policy.approve': policy.policyApprove,
  'policy.decide': policy.policyDecide,
  'policy.resume': policy.policyResume,
  'policy.retire': policy.policyRetire,
  'ownRule.list': empty,
  'ownRule.get': ownRule.ownRuleGet,
  'ownRule.preview': ownRule.ownRulePreview,
  'ownRule.save': ownRule.ownRuleSave,
  'ownRule.retire': ownRule.ownRuleRetire,
  'waiver.list': waiver.waiverList,
  'waiver.preview': waiver.waiverPreview,
  'waiver.grant': waiver.waiverGrant,
  'waiver.revoke': waiver.waiverRevoke,
  'machine.get': machine.machineGet,
  'machine.timeline': machine.machineTimeline,
  'machine.preview': machine.machinePreview,
  'machine.toggle': machine.machineToggle,
  'machine.observe': machine.machineObserve,
  'machine.accept': machine.machineAccept,
  'machine.refuse': machine.machineRefuse,
  'machine.setLabels': machine.machineSetLabels,
  'machine.retire': machine.machineRetire,
  'machine.delete': machine.machineDelete,
  'machine.releaseQuarantine': machine.machineReleaseQuarantine,

  'rollout.list': work.rolloutList,
  'rollout.get': work.rolloutGet,
  'rollout.saveDraft': plan.rolloutSaveDraft,
  'rollout.draft': plan.rolloutDraft,
  'rollout.preview': plan.rolloutPreview,
  'rollout.rehearse': plan.rolloutRehearse,
  'rollout.submit': plan.rolloutSubmit,
  'rollout.approve': plan.rolloutApprove,
  'rollout.approveEmergency': plan.rolloutApproveEmergency,
  'rollout.reject': plan.rolloutReject,
  'rollout.clone': plan.rolloutClone,
  'rollout.compare': plan.rolloutCompare,
  'rollout.pause': work.rolloutPause,
  'rollout.resume': work.rolloutResume,
  'rollout.members': running.rolloutMembers,
  'rollout.notices': running.rolloutNotices,
  'rollout.log': running.rolloutLog,
  'rollout.promote': running.rolloutPromote,
  'rollout.overrideGate': running.rolloutOverrideGate,
  'rollout.retryFailed': running.rolloutRetryFailed,
  'rollout.exclude': running.rolloutExclude,
  'rollout.nudge': running.rolloutNudge,
  'rollout.nudgePreview': running.rolloutNudgePreview,
  'rollout.askNoticeOverride': running.rolloutAskNoticeOverride,
  'rollout.grantNoticeOverride': running.rolloutGrantNoticeOverride,
  'rollout.closeNoticeOverride': running.rolloutCloseNoticeOverride,
  'rollout.noticeOverridePreview': running.rolloutNoticeOverridePreview,
  'rollout.abort': running.rolloutAbort,
  'rollout.rollBack': running.rolloutRollBack,
  'notice.list': empty,
  'notice.get': notice.noticeGet,
  'notice.version': notice.noticeVersion,
  'notice.save': notice.noticeSave,
  'notice.archive': notice.noticeArchive,
  'freeze.list': empty,
  'freeze.add': running.freezeAdd,
  'freeze.remove': running.freezeRemove,
  'job.undo': work.jobUndo,
  'job.cancel': work.jobCancel,
  'report.export': work.reportExport,
  'evidence.request': evidence.evidenceRequest,
  'evidence.list': evidence.evidenceList,
  'evidence.get': evidence.evidenceGet,
  'evidence.download': evidence.evidenceGet,
  'reportLink.list': audit.reportLinkList,
  'reportLink.create': audit.reportLinkCreate,
  'reportLink.revoke': audit.reportLinkRevoke,
  'reportLink.open': audit.reportLinkOpen,
  'reportLink.download': audit.reportLinkDownload,
  'reportLink.bundle': audit.reportLinkBundle,
  'reportLink.takeBundle': audit.reportLinkTakeBundle,

  'token.list': empty,
  'token.create': people.tokenCreate,
  'token.revoke': people.tokenRevoke,

  'apiToken.list': people.apiTokenList,
  'apiToken.create': people.apiTokenCreate,
  'apiToken.revoke': people.apiTokenRevoke,

  'user.list': empty,
  'user.create': people.userCreate,
  'user.setRole': people.userSetRole,
  'user.disable': people.userDisable,
  'user.enable': people.userEnable,
  'user.createResetLink': people.userCreateResetLink,
  'user.checkResetLink': people.userCheckResetLink,
  'user.resetPassword': people.userResetPassword,

  'scope.list': empty,
  'scope.create': people.scopeCreate,

  'teredoServer.list': empty,
  'teredoServer.add': server.teredoServerAdd,
  'teredoServer.edit': server.teredoServerEdit,
  'teredoServer.remove': server.teredoServerRemove,
  'teredoServer.measure': server.teredoServerMeasure,

  'agentUpdate.get': empty,
  'agentUpdate.offer': update.agentUpdateOffer,
  'agentUpdate.change': update.agentUpdateChange,
  'agentUpdate.stop': update.agentUpdateStop,

  'settings.get': empty,
  'settings.set': people.settingsSet,
  'brake.get': empty,
  'brake.set': people.brakeSet,

  'overview.days': alert.overviewDays,
  'overview.numbers': empty,
  'overview.changes': empty,
  'overview.visit': empty,
  'alert.list': alert.alertList,
  'alert.counts': empty,
  'alert.acknowledge': alert.alertAcknowledge,
  'alertDestination.list': empty,
  'alertDestination.create': alert.alertDestinationCreate,
  'alertDestination.edit': alert.alertDestinationEdit,
  'alertDestination.remove': alert.alertDestinationId,
  'alertDestination.test': alert.alertDestinationId,
  'alertDestination.deliveries': alert.alertDestinationDeliveries,

  'audit.list': audit.auditList,
  'audit.export': audit.auditExport,
  'audit.chain': empty,
  'audit.check': empty,
  'reportSchedule.list': empty,
  'reportSchedule.create': audit.reportScheduleCreate,
  'reportSchedule.remove': audit.reportScheduleId,
  'reportSchedule.send': audit.reportScheduleId,
  'view.list': audit.viewList,
  'view.save': audit.viewSave,
  'view.remove': audit.viewRemove,
  'event.changes': work.eventChanges,

  'agent.identities': agentIdentities,
  'agent.enrol': agentEnrol,
  'agent.openSessions': agentOpenSessions,
} satisfies Record<VerbName, z.ZodType>;

/** What a caller writes. */
export type VerbInput<N extends VerbName> = z.input<(typeof verbInputs)[N]>;
/** What a verb works with, after parsing. */
export type ParsedInput<N extends VerbName> = z.output<(typeof verbInputs)[N]>;
