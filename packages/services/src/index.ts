export { bundleSignedText, type ChainHead } from '@teredo-fleet/evidence';
export { agentVerbs } from './agent/agent-verbs';
export {
  type ObservedByMachine,
  observationFacts,
  type UnreadableObservation,
} from './agent/observation-facts';
export { readableText } from './agent/readable-text';
export { type ReportFacts, readableReport } from './agent/report-facts';
export { takeUpdates, type UpdateForMachine } from './agent-update/take-updates';
export type { AlertKind } from './alert/alert-kinds';
export { type AlertFault, type AlertRound, alertRound } from './alert/alert-round';
export { alertWords, headlineOf } from './alert/alert-words';
export type { ConditionSources, Judging, ReadConditions } from './alert/condition-source';
export { conditionSources } from './alert/condition-sources';
export type { ServedCertificate } from './alert/conditions/certificate-expiring';
export { findTokenActor } from './api-token/find-token-actor';
export { auditFile } from './audit/audit-file';
export { checkAuditChain, readLinksOf } from './audit/check-chain';
export { checkWholeChain, isCheckDue, type OutsideHead } from './audit/check-round';
export {
  evidenceKeyRecords,
  newestEvidenceKey,
  signSuccession,
  tiedEvidenceKeyIds,
} from './audit/evidence-keys';
export { extendAuditChain } from './audit/extend-chain';
export {
  lineOfHead,
  lineOfToldHead,
  newestHeadLine,
  publishedHead,
  type ReadHead,
  readHead,
  readHeadLine,
  type SignedAt,
} from './audit/head-lines';
export { requestAuditStub } from './audit/request-stub';
export { AuditChainBroken, type HeadSigner, signAuditHead } from './audit/sign-head';
export { StubRefused, signAuditStub } from './audit/sign-stub';
export {
  type ChangePlan,
  changePlanSchema,
  planHash,
  type SinglePlan,
} from './change/change-plan';
export { type JobMaker, type JobParts, jobsOf } from './change/job-parts';
export { CHANGED_CHANNEL, type Changed, WAKE_CHANNEL, type Wake } from './core/channels';
export type { Actor, ActorToken, MachineContext, ServiceContext, UserActor } from './core/context';
export type { Call, Change, Verb } from './core/define-verb';
export type {
  AgentBundlePort,
  AgentHashes,
  IdentityPort,
  KeysPort,
  NewUser,
  Ports,
  RandomPort,
  ReleasesPort,
  ReleasesRead,
  ResetSecret,
} from './core/ports';
export * from './errors';
export { chainLines, findBundleChain, readEntries } from './evidence/bundle-chain';
export { bundleEntry, bundleSignedEntry } from './evidence/bundle-entry';
export { readMachines } from './evidence/bundle-machines';
export { type BundleSource, RolloutGoneError, readBundleSource } from './evidence/bundle-report';
export { judgeManifest, type ManifestJudgement } from './evidence/judge-manifest';
export { type ParsedInput, type VerbInput, verbInputs } from './inputs';
export type { MachineFilter, MachineSort } from './inputs/machine-inputs';
export * from './notice-page';
export type * from './outputs';
export { judgeByOwnRules, ownRuleRound } from './own-rule/judge-own-rules';
export * from './permissions';
export { type DraftPlan, draftPlanSchema } from './plan/draft-plan';
export { expandWindows, type Interval, zoneOf } from './plan/expand-windows';
export type { PlannedWave, WindowRule } from './plan/plan-parts';
export { type PlannedPlan, plannedPlanSchema } from './plan/planned-plan';
export { type RollbackPlan, rollbackPlanSchema } from './plan/rollback-plan';
export { policyRound } from './policy/judge-machines';
export { repairRound } from './policy/open-repairs';
export { readProgramReport } from './program/read-report';
export { nextTime, type Rhythm } from './report-schedule/next-time';
export { type FoldedCounts, foldMembers } from './rollout/fold-members';
export { rolloutRound } from './rollout/rollout-round';
export { querySettings } from './settings/settings-store';
export { type BuiltJob, buildJob, jobBuilder, type SignerFacts } from './signer/build-job';
export { type BuiltOverride, buildOverride } from './signer/build-override';
export type { AskServerPorts, UdpPort, UdpQuestion, UdpSocket } from './teredo-server/ask-server';
export { foldTeredoServers } from './teredo-server/fold-teredo-servers';
export { measureDueServers } from './teredo-server/measure-due-servers';
export type { VerbTable } from './verb-table';
export { verbs } from './verbs';
export type * from './views';
