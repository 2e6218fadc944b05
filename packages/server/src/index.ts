export { runBackup, runRestore } from './backup/run-backup';
export * from './configuration';
export { engineRounds, startEngine } from './engine/engine';
export { runNewEvidenceKey } from './evidence-key/run-new-evidence-key';
export type { AgentStore, FromSession } from './gateway/agent-store';
export { type RunningGateway, startGateway } from './gateway/gateway';
export { createAgentStore } from './gateway/pg-agent-store';
export { createLogger, type Logger } from './log';
export { type RunningNoticePage, startNoticePage } from './notice/notice';
export { runPreparation } from './preparation/run-preparation';
export { type Running, runRole } from './process/run-role';
export { startReporter } from './reporter/reporter';
export type {
  EngineEnvironment,
  GatewayEnvironment,
  NoticeEnvironment,
  ReporterEnvironment,
  SignerEnvironment,
  WebEnvironment,
} from './role-environment';
export { deriveSecrets, type Secrets } from './secrets';
export { startSigner } from './signer/signer';
export { runSupervisor } from './supervisor/run-supervisor';
export { VERSION } from './version';
export { type Pages, type RunningWeb, startWeb } from './web/web';
