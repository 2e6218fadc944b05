export * from './job-groups';
export * from './single-rollout';
