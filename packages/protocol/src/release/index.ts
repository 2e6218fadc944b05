export * from './agent-file';
export * from './agent-version';
export * from './judge-release';
export * from './signed-release';
