export const WAKE_CHANNEL = 'teredo_wake';
export const CHANGED_CHANNEL = 'teredo_changed';

/** Who has something to do: the signer, the engine, the reporter, or the gateway that holds a machine. */
export type Wake =
  | 'signer'
  | 'engine:check-audit'
  | 'engine:send-alerts'
  | 'reporter'
  | 'gateway'
  | `gateway:${string}`;

/** What changed, for pages that show it: `machine:<id>`, `settings`. */
export type Changed =
  | `${'machine' | 'job' | 'rollout' | 'token'}:${string}`
  | 'notice'
  | 'machine'
  | 'rollout'
  | 'token'
  | 'settings'
  | 'teredoServer'
  | 'finding'
  | 'policy'
  | 'program'
  | 'alert'
  | 'audit';
