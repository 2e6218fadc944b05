export * from './create-test-database';
export * from './hold-table';
export * from './rows';
export * from './test-cluster';
export * from './wishes';
