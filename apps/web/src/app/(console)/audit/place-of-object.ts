import { serversHref } from '../servers/search-params';

interface Entry {
  object: { kind: string; id: string | null };
  after?: unknown;
}

interface Place {
  href: string;
  words: string;
}

const openThe = (what: string, href: string): Place => ({ href, words: `Open the ${what}` });

/** Kinds of objects that share one page, or a part of it. */
const SHARED: Readonly<Record<string, Place>> = {
  token: openThe('tokens', '/enrol'),
  apiToken: openThe('API tokens', '/settings#api-tokens'),
  settings: openThe('settings', '/settings'),
  scope: openThe('scopes', '/settings#scopes'),
  user: openThe('users', '/settings#users'),
  brake: openThe('brake', '/#brake'),
  agentUpdate: openThe('page of the agents', '/machines/agents'),
  retention: openThe('settings', '/settings'),
  finding: openThe('findings', '/findings'),
  waiver: openThe('waivers', '/findings/waivers'),
  alert: openThe('alerts', '/alerts'),
  alertDestination: openThe('places for alerts', '/alerts/destinations'),
  reportSchedule: openThe('scheduled reports', '/audit/schedules'),
};

/** The rollout that an entry about a job names. */
function rolloutIn(after: unknown): string | null {
  const named = (after as { rolloutId?: unknown } | null | undefined)?.rolloutId;
  return typeof named === 'string' ? named : null;
}

/** Where what an entry is about is shown; null where it has no page. It may have been deleted since. */
export function placeOfObject({ object: { kind, id }, after }: Entry): Place | null {
  const rollout = rolloutIn(after);
  if (kind === 'job' || kind === 'reportLink')
    return rollout === null ? null : openThe('rollout', `/rollouts/${rollout}`);
  if (id === null) return SHARED[kind] ?? null;
  if (kind === 'machine' || kind === 'agent') return openThe('machine', `/machines/${id}`);
  if (kind === 'rollout') return openThe('rollout', `/rollouts/${id}`);
  if (kind === 'policy') return openThe('policy', `/policies/${id}`);
  if (kind === 'ownRule') return openThe('rule', `/findings/${id}`);
  if (kind === 'notice') return openThe('notice', `/notices/${id}`);
  if (kind === 'program') return openThe('program', `/programs/${id}`);
  if (kind === 'teredoServer') return openThe('server', serversHref('/servers', { server: id }));
  return SHARED[kind] ?? null;
}
