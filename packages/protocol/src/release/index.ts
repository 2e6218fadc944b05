export * from './agent-version';
export * from './judge-release';
export * from './signed-release';
