export * from './node-sealing';
export * from './node-signatures';
export { publicBytesOf } from './okp-keys';
