export * from './machine-in-folder';
export * from './population';
export * from './seeded-random';
export * from './simulated-facts';
export * from './simulated-machine';
export * from './simulated-notice-channel';
export * from './simulated-platform';
export * from './simulated-servers';
export { WINDOWS_CATALOGUE } from './windows-catalogue';
