export * from './job-effects';
export * from './job-events';
export * from './job-records';
export * from './job-state';
export * from './order';
