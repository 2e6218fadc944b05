export * from './node-sealing';
export * from './node-signatures';
