export * from './agent-messages';
export * from './job';
export * from './job-states';
export * from './limits';
export * from './sealing/index';
export * from './server-messages';
export * from './shared-shapes';
export * from './version';
