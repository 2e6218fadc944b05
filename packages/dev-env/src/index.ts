export * from './agent-process';
export * from './api-client';
export * from './fleet-server';
export * from './free-port';
export * from './until';
