export * from './bundle';
export * from './chain/audit-chain';
export * from './chain/check-chain';
export type { Digest } from './chain/digest';
export * from './chain/fault-text';
export * from './chain/published-head';
export * from './job-report';
export * from './report-rows';
export * from './verify/index';
