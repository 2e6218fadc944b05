export type ChangeKind =
  | 'machine'
  | 'job'
  | 'rollout'
  | 'token'
  | 'settings'
  | 'teredoServer'
  | 'finding'
  | 'policy'
  | 'alert'
  | 'program'
  | 'notice'
  | 'audit'
  | 'resync'
  | 'refused';

const ROUTERS: Record<ChangeKind, readonly string[]> = {
  machine: ['machines', 'agentUpdates', 'findings', 'policies'],
  job: ['machines', 'rollouts'],
  rollout: ['rollouts', 'machines', 'evidence', 'policies'],
  token: ['tokens'],
  settings: ['settings', 'brake', 'freezes', 'agentUpdates'],
  teredoServer: ['teredoServers'],
  finding: ['findings', 'waivers', 'ownRules', 'machines'],
  policy: ['policies', 'machines'],
  alert: ['alerts'],
  program: ['programs', 'machines'],
  notice: ['notices', 'rollouts'],
  audit: ['audit'],
  /** The stream of events was refused or broke: who is signed in may have changed. */
  refused: ['viewer'],
  resync: [
    'viewer',
    'machines',
    'rollouts',
    'evidence',
    'tokens',
    'settings',
    'brake',
    'freezes',
    'agentUpdates',
    'teredoServers',
    'findings',
    'waivers',
    'ownRules',
    'policies',
    'alerts',
    'programs',
    'notices',
    'audit',
  ],
};

/** Which groups of calls may answer otherwise after a change of this kind. */
export function staleRouters(kind: ChangeKind): readonly string[] {
  return ROUTERS[kind];
}
