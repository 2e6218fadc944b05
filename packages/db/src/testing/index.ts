export * from './create-test-database';
export * from './rows';
export * from './test-cluster';
