/*
 * What the API answers with. Times are ISO 8601 UTC text with milliseconds. Screens and the HTTP API see these shapes and
 * no table.
 */
export type * from './agent-updates';
export type * from './alerts';
export type * from './audit';
export type * from './audit-chain';
export type * from './change-event';
export type * from './changes';
export type * from './evidence';
export type * from './findings';
export type * from './machines';
export type * from './notice-funnel';
export type * from './notice-override';
export type * from './notices';
export type * from './nudge';
export type * from './overview';
export type * from './own-rules';
export type * from './past';
export type * from './people';
export type * from './plans';
export type * from './policies';
export type * from './programs';
export type * from './running-rollouts';
export type * from './settings';
export type * from './teredo-servers';
export type * from './tokens';
export type * from './waiting';
export type * from './waivers';
