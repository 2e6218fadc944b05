/** What the script agent shares: no zod, and nothing that ECMAScript 3 with the polyfills of ECMAScript 5 lacks. */
export * from '../agent-handshake';
export * from '../enrolment-token-text';
export * from '../limits';
export * from '../sealing/index';
export * from '../session-words';
export * from '../signing';
export * from '../version';
export * from './read-job';
export * from './read-override';
export * from './read-server-message';
