export * from './fleet-server';
export * from './free-port';
export * from './until';
