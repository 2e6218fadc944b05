/** What changed; the page asks again for what it shows. */
export interface ChangeEvent {
  kind:
    | 'machine'
    | 'job'
    | 'rollout'
    | 'token'
    | 'settings'
    | 'teredoServer'
    | 'policy'
    | 'program'
    | 'finding'
    | 'alert'
    | 'notice'
    | 'audit'
    | 'resync';
  id: string | null;
}
