import { agentVerbs } from './agent/agent-verbs';
import { changeAgentUpdate } from './agent-update/change';
import { getAgentUpdate } from './agent-update/get';
import { offerAgentUpdate } from './agent-update/offer';
import { stopAgentUpdate } from './agent-update/stop';
import { acknowledgeAlert } from './alert/acknowledge';
import { countAlerts } from './alert/counts';
import { listAlerts } from './alert/list';
import { createAlertDestination } from './alert-destination/create';
import { listAlertDeliveries } from './alert-destination/deliveries';
import { editAlertDestination } from './alert-destination/edit';
import { listAlertDestinations } from './alert-destination/list';
import { removeAlertDestination } from './alert-destination/remove';
import { testAlertDestination } from './alert-destination/test';
import { createApiToken } from './api-token/create';
import { listApiTokens } from './api-token/list';
import { revokeApiToken } from './api-token/revoke';
import { readAuditChain } from './audit/chain';
import { exportAudit } from './audit/export';
import { listAudit } from './audit/list';
import { requestAuditCheck } from './audit/request-check';
import { getBrake } from './brake/get';
import { setBrake } from './brake/set';
import { filterChanges } from './event/changes';
import { downloadEvidence } from './evidence/download';
import { getEvidence } from './evidence/get';
import { listEvidence } from './evidence/list';
import { requestEvidence } from './evidence/request';
import { exportFindings } from './finding/export';
import { readFindingHistory } from './finding/history';
import { listFindingRules } from './finding/rules';
import { addFreeze } from './freeze/add';
import { listFreezes } from './freeze/list';
import { removeFreeze } from './freeze/remove';
import { cancelJob } from './job/cancel';
import { undoChange } from './job/undo';
import { acceptMachines } from './machine/accept';
import { countMachines } from './machine/counts';
import { deleteMachine } from './machine/delete';
import { getMachine } from './machine/get';
import { listMachines } from './machine/list';
import { observeMachine } from './machine/observe';
import { previewChange } from './machine/preview';
import { refuseMachines } from './machine/refuse';
import { releaseQuarantine } from './machine/release-quarantine';
import { retireMachine } from './machine/retire';
import { setMachineLabels } from './machine/set-labels';
import { getTimeline } from './machine/timeline';
import { toggleMachine } from './machine/toggle';
import { archiveNotice } from './notice/archive';
import { getNotice } from './notice/get';
import { getNoticeVersion } from './notice/get-version';
import { listNotices } from './notice/list';
import { saveNotice } from './notice/save';
import { readChanges } from './overview/changes';
import { readFleetDays } from './overview/days';
import { readOverview } from './overview/numbers';
import { noteVisit } from './overview/visit';
import { getOwnRule, listOwnRules } from './own-rule/list';
import { previewOwnRule } from './own-rule/preview';
import { retireOwnRule } from './own-rule/retire';
import { saveOwnRule } from './own-rule/save';
import { comparePast } from './past/compare';
import { exportPast } from './past/export';
import { pastFleet } from './past/fleet';
import { pastMachine } from './past/machine';
import { pastMachines } from './past/machines';
import { approveRollout } from './plan/approve';
import { approveInEmergency } from './plan/approve-emergency';
import { cloneRollout } from './plan/clone';
import { compareRollouts } from './plan/compare';
import { getDraft } from './plan/draft';
import { previewRollout } from './plan/preview';
import { rehearseRollout } from './plan/rehearse';
import { rejectRollout } from './plan/reject';
import { saveDraft } from './plan/save-draft';
import { submitRollout } from './plan/submit';
import { approvePolicy } from './policy/approve';
import { decidePolicies } from './policy/decide';
import { getPolicy } from './policy/get';
import { listPolicies } from './policy/list';
import { policiesOfMachine } from './policy/of-machine';
import { previewPolicy } from './policy/preview';
import { resumePolicy } from './policy/resume';
import { retirePolicy } from './policy/retire';
import { savePolicy } from './policy/save';
import { addProgram } from './program/add';
import { listPrograms } from './program/list';
import { listProgramMachines } from './program/machines';
import { listMachinePrograms } from './program/of-machine';
import { removeProgram } from './program/remove';
import { exportReport } from './report/export';
import { sharedBundle } from './report-link/bundle';
import { createReportLink } from './report-link/create';
import { downloadSharedReport } from './report-link/download';
import { listReportLinks } from './report-link/list';
import { openReportLink } from './report-link/open';
import { revokeReportLink } from './report-link/revoke';
import { takeSharedBundle } from './report-link/take-bundle';
import { createReportSchedule } from './report-schedule/create';
import { listReportSchedules } from './report-schedule/list';
import { removeReportSchedule } from './report-schedule/remove';
import { sendReportNow } from './report-schedule/send-now';
import { abortRollout } from './rollout/abort';
import { askNoticeOverride } from './rollout/ask-notice-override';
import { closeNoticeOverride } from './rollout/close-notice-override';
import { excludeMembers } from './rollout/exclude';
import { getRollout } from './rollout/get';
import { grantNoticeOverride } from './rollout/grant-notice-override';
import { listRollouts } from './rollout/list';
import { listLog } from './rollout/log';
import { listMembers } from './rollout/members';
import { previewNoticeOverride } from './rollout/notice-override-preview';
import { countNotices } from './rollout/notices';
import { nudgeMachines } from './rollout/nudge';
import { previewNudge } from './rollout/nudge-preview';
import { overrideGate } from './rollout/override-gate';
import { pauseRollout } from './rollout/pause';
import { promoteWave } from './rollout/promote';
import { resumeRollout } from './rollout/resume';
import { retryFailed } from './rollout/retry-failed';
import { rollBack } from './rollout/roll-back';
import { createScope } from './scope/create';
import { listScopes } from './scope/list';
import { getSettings } from './settings/get';
import { setSettings } from './settings/set';
import { checkSetupLink } from './setup/check-link';
import { completeSetup } from './setup/complete';
import { createFirstAdmin } from './setup/create-first-admin';
import { openSetup } from './setup/open';
import { getSetupStatus } from './setup/status';
import { addTeredoServer } from './teredo-server/add';
import { editTeredoServer } from './teredo-server/edit';
import { listTeredoServers } from './teredo-server/list';
import { measureTeredoServer } from './teredo-server/measure';
import { removeTeredoServer } from './teredo-server/remove';
import { createToken } from './token/create';
import { listTokens } from './token/list';
import { revokeToken } from './token/revoke';
import { checkResetLink } from './user/check-reset-link';
import { createUser } from './user/create';
import { createResetLink } from './user/create-reset-link';
import { disableUser } from './user/disable';
import { enableUser } from './user/enable';
import { listUsers } from './user/list';
import { resetPassword } from './user/reset-password';
import { setUserRole } from './user/set-role';
import type { VerbTable } from './verb-table';
import { listSavedViews } from './view/list';
import { removeSavedView } from './view/remove';
import { saveView } from './view/save';
import { getViewer } from './viewer/me';
import { grantWaiver } from './waiver/grant';
import { listWaivers } from './waiver/list';
import { previewWaiver } from './waiver/preview';
import { revokeWaiver } from './waiver/revoke';

/** Every verb of the server. A declared verb that is not here does not compile. */
export const verbs: VerbTable = {
  'setup.status': getSetupStatus,
  'setup.checkLink': checkSetupLink,
  'setup.complete': completeSetup,
  'setup.open': openSetup,
  'setup.createFirstAdmin': createFirstAdmin,
  'viewer.me': getViewer,
  'machine.list': listMachines,
  'machine.counts': countMachines,
  'finding.rules': listFindingRules,
  'finding.history': readFindingHistory,
  'finding.export': exportFindings,
  'machine.programs': listMachinePrograms,
  'program.list': listPrograms,
  'program.machines': listProgramMachines,
  'program.add': addProgram,
  'program.remove': removeProgram,
  'past.fleet': pastFleet,
  'past.machines': pastMachines,
  'past.machine': pastMachine,
  'past.compare': comparePast,
  'past.export': exportPast,

  'policy.list': listPolicies,
  'policy.get': getPolicy,
  'policy.preview': previewPolicy,
  'policy.ofMachine': policiesOfMachine,
  'policy.save': savePolicy,
  'policy.approve': approvePolicy,
  'policy.decide': decidePolicies,
  'policy.resume': resumePolicy,
  'policy.retire': retirePolicy,
  'ownRule.list': listOwnRules,
  'ownRule.get': getOwnRule,
  'ownRule.preview': previewOwnRule,
  'ownRule.save': saveOwnRule,
  'ownRule.retire': retireOwnRule,
  'waiver.list': listWaivers,
  'waiver.preview': previewWaiver,
  'waiver.grant': grantWaiver,
  'waiver.revoke': revokeWaiver,
  'machine.get': getMachine,
  'machine.timeline': getTimeline,
  'machine.preview': previewChange,
  'machine.toggle': toggleMachine,
  'machine.observe': observeMachine,
  'machine.accept': acceptMachines,
  'machine.refuse': refuseMachines,
  'machine.setLabels': setMachineLabels,
  'machine.retire': retireMachine,
  'machine.delete': deleteMachine,
  'machine.releaseQuarantine': releaseQuarantine,
  'rollout.list': listRollouts,
  'rollout.get': getRollout,
  'rollout.members': listMembers,
  'rollout.notices': countNotices,
  'rollout.log': listLog,
  'rollout.saveDraft': saveDraft,
  'rollout.draft': getDraft,
  'rollout.preview': previewRollout,
  'rollout.rehearse': rehearseRollout,
  'rollout.submit': submitRollout,
  'rollout.approve': approveRollout,
  'rollout.approveEmergency': approveInEmergency,
  'rollout.reject': rejectRollout,
  'rollout.clone': cloneRollout,
  'rollout.compare': compareRollouts,
  'rollout.pause': pauseRollout,
  'rollout.resume': resumeRollout,
  'rollout.promote': promoteWave,
  'rollout.overrideGate': overrideGate,
  'rollout.retryFailed': retryFailed,
  'rollout.exclude': excludeMembers,
  'rollout.nudge': nudgeMachines,
  'rollout.nudgePreview': previewNudge,
  'rollout.askNoticeOverride': askNoticeOverride,
  'rollout.grantNoticeOverride': grantNoticeOverride,
  'rollout.closeNoticeOverride': closeNoticeOverride,
  'rollout.noticeOverridePreview': previewNoticeOverride,
  'rollout.abort': abortRollout,
  'rollout.rollBack': rollBack,
  'notice.list': listNotices,
  'notice.get': getNotice,
  'notice.version': getNoticeVersion,
  'notice.save': saveNotice,
  'notice.archive': archiveNotice,
  'freeze.list': listFreezes,
  'freeze.add': addFreeze,
  'freeze.remove': removeFreeze,
  'job.undo': undoChange,
  'job.cancel': cancelJob,
  'report.export': exportReport,
  'evidence.request': requestEvidence,
  'evidence.list': listEvidence,
  'evidence.get': getEvidence,
  'evidence.download': downloadEvidence,
  'reportLink.list': listReportLinks,
  'reportLink.create': createReportLink,
  'reportLink.revoke': revokeReportLink,
  'reportLink.open': openReportLink,
  'reportLink.download': downloadSharedReport,
  'reportLink.bundle': sharedBundle,
  'reportLink.takeBundle': takeSharedBundle,
  'token.list': listTokens,
  'token.create': createToken,
  'token.revoke': revokeToken,
  'apiToken.list': listApiTokens,
  'apiToken.create': createApiToken,
  'apiToken.revoke': revokeApiToken,
  'user.list': listUsers,
  'user.create': createUser,
  'user.setRole': setUserRole,
  'user.disable': disableUser,
  'user.enable': enableUser,
  'user.createResetLink': createResetLink,
  'user.checkResetLink': checkResetLink,
  'user.resetPassword': resetPassword,
  'scope.list': listScopes,
  'scope.create': createScope,
  'teredoServer.list': listTeredoServers,
  'teredoServer.add': addTeredoServer,
  'teredoServer.edit': editTeredoServer,
  'teredoServer.remove': removeTeredoServer,
  'teredoServer.measure': measureTeredoServer,
  'agentUpdate.get': getAgentUpdate,
  'agentUpdate.offer': offerAgentUpdate,
  'agentUpdate.change': changeAgentUpdate,
  'agentUpdate.stop': stopAgentUpdate,

  'settings.get': getSettings,
  'settings.set': setSettings,
  'brake.get': getBrake,
  'brake.set': setBrake,
  'overview.days': readFleetDays,
  'overview.numbers': readOverview,
  'overview.changes': readChanges,
  'overview.visit': noteVisit,
  'alert.list': listAlerts,
  'alert.counts': countAlerts,
  'alert.acknowledge': acknowledgeAlert,
  'alertDestination.list': listAlertDestinations,
  'alertDestination.create': createAlertDestination,
  'alertDestination.edit': editAlertDestination,
  'alertDestination.remove': removeAlertDestination,
  'alertDestination.test': testAlertDestination,
  'alertDestination.deliveries': listAlertDeliveries,
  'audit.list': listAudit,
  'audit.export': exportAudit,
  'audit.chain': readAuditChain,
  'audit.check': requestAuditCheck,
  'reportSchedule.list': listReportSchedules,
  'reportSchedule.create': createReportSchedule,
  'reportSchedule.remove': removeReportSchedule,
  'reportSchedule.send': sendReportNow,
  'view.list': listSavedViews,
  'view.save': saveView,
  'view.remove': removeSavedView,
  'event.changes': filterChanges,
  ...agentVerbs,
};
