export * from './agent-keys';
export * from './greeting';
export * from './link';
export * from './open-session';
export * from './session-error';
