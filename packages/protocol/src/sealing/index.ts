export * from './bytes';
export * from './go-ticket';
export * from './nacl-primitives';
export * from './nonces';
export * from './primitives';
export * from './sealed-frame';
export * from './session-key';
export * from './utf8';
