export * from './entry-table';
export * from './machine-table';
export * from './manifest';
export * from './outcome';
export * from './pruned-texts';
export * from './receipt-table';
export * from './rollout-report';
export * from './rollout-summary';
export type { Table, TableRecord } from './table';
