export * from './linux';
export * from './notice-channel';
export * from './platform';
export * from './spawn';
