export * from './agent-process';
export * from './api-client';
export * from './fleet-server';
export * from './forked-program';
export * from './free-port';
export * from './process-cost';
export * from './server-processes';
export * from './until';
