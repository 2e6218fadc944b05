import type { BlockerCode, DesiredState } from '@teredo-fleet/teredo';
import type { PreviewGroup } from '../views';
import type { RelayRole, TeredoUse } from './prospect';

const EXAMPLES = 10;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const BLOCKER_WORDS: Readonly<Record<BlockerCode, string>> = {
  'group-policy-rules': 'Group Policy sets it otherwise and would undo the change',
  'disabled-components':
    'DisabledComponents keeps Teredo off until it is cleared and the machine is restarted',
  'not-elevated': 'The agent has no administrator rights',
  'unsupported-os': 'The system has no such Teredo client',
  'networking-pack-missing': 'Windows XP SP1 lacks the Advanced Networking Pack',
  'ipv6-missing': 'IPv6 is missing and is not to be installed, or can’t be',
  'firewall-off': 'The firewall is off, so Teredo would expose the machine',
  'teredo-client-missing': 'The Teredo client is missing',
  'no-server': 'No Teredo server is named',
  unreadable: 'Something could not be read, and nothing is changed on a guess',
};

export const USE_WORDS: Readonly<Record<TeredoUse, string>> = {
  qualified: 'Teredo is qualified: the machine can use it now',
  directaccess: 'The type is enterpriseclient, which DirectAccess needs',
  address: 'A Teredo address is in use',
};

const RELAYS: Readonly<Record<RelayRole, string>> = {
  'host-specific-relay':
    'A host-specific relay: it has IPv6 of its own and uses Teredo towards Teredo machines only',
  relay: 'A relay for others: Teredo gives it no IPv6 internet',
  server: 'A Teredo server for others: Teredo gives it no IPv6 internet',
};

/** What a change of Teredo is for one that relays or serves. */
export function relayWords(role: RelayRole, mode: DesiredState['teredo']['mode']): string {
  const own = role === 'host-specific-relay';
  switch (mode) {
    case 'on':
      return `${RELAYS[role]}. ${own ? 'Turned on, it gets no IPv6 internet by it' : 'Turned on, it becomes a client and serves nobody any more'}`;
    case 'off':
      return `${RELAYS[role]}. ${own ? 'Turned off, it keeps its own IPv6' : 'Turned off, those whom it serves lose it'}`;
  }
}

const ABSENCES = [
  ['hour', HOUR_MS, 'Offline for less than an hour'],
  ['day', DAY_MS, 'Offline for less than a day'],
  ['week', 7 * DAY_MS, 'Offline for less than a week'],
  ['month', 30 * DAY_MS, 'Offline for less than 30 days'],
] as const;

/** For how long a machine has been offline; null: it is connected. */
export function absenceOf(
  { connected, lastSeenAt }: { connected: boolean; lastSeenAt: Date | null },
  nowMs: number,
): { key: string; text: string } | null {
  if (connected) return null;
  if (lastSeenAt === null) return { key: 'never', text: 'Never connected' };
  const absentMs = nowMs - lastSeenAt.getTime();
  const found = ABSENCES.find(([, limitMs]) => absentMs < limitMs);
  return found === undefined
    ? { key: 'longer', text: 'Offline for 30 days or longer' }
    : { key: found[0], text: found[2] };
}

const ORDER: readonly PreviewGroup['kind'][] = [
  'will-change',
  'already-compliant',
  'not-working',
  'blocked',
  'not-applicable',
  'excluded',
  'unassigned',
  'never-seen',
  'policy-against',
  'offline',
  'uses-teredo',
  'relay',
  'needs-reboot',
  'other-language',
];

/** Machines that share something worth knowing, with a few examples; a machine may be in several. */
export class PreviewGroups {
  readonly #groups = new Map<string, PreviewGroup>();

  add(about: Pick<PreviewGroup, 'kind' | 'key' | 'text'>, machine: { id: string; hostname: string }): void {
    const name = `${about.kind} ${about.key}`;
    const group = this.#groups.get(name) ?? { ...about, machines: 0, examples: [] };
    group.machines += 1;
    const { id, hostname } = machine;
    if (group.examples.length < EXAMPLES) group.examples.push({ id, hostname });
    this.#groups.set(name, group);
  }

  /** By kind in a fixed order, the largest first. */
  list(): PreviewGroup[] {
    return [...this.#groups.values()].sort(
      (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.machines - a.machines,
    );
  }
}
