import { firewallWords } from '@/change/desired';
import { exceptionWords, serverWords, stateLook, typeWords, yesNo } from '@/change/observed-facts';
import { configuredLook } from '@/presentation/facts';
import type { DesiredState, MachineDetail, Observation } from '@/trpc/shapes';

export interface ComparedFact {
  fact: string;
  observed: string;
  /** null: nothing is wanted of this fact. */
  desired: string | null;
  met: boolean;
}

type Rule = [
  path: string,
  fact: string,
  observed: (o: Observation) => string,
  desired: (d: DesiredState) => string | null,
];

const RULES: readonly Rule[] = [
  ['configured.type', 'Teredo', (o) => typeWords(o.configured), (d) => wantedType(d)],
  [
    'configured.serverName',
    'Teredo server',
    (o) => serverWords(o.configured.serverName),
    (d) => d.teredo.serverName,
  ],
  [
    'configured.clientPort',
    'Client port',
    (o) => (o.configured.clientPort === null ? 'chosen by the system' : `UDP ${o.configured.clientPort}`),
    (d) => (d.teredo.clientPort === null ? null : `UDP ${d.teredo.clientPort}`),
  ],
  [
    'configured.refreshIntervalSeconds',
    'Refresh interval',
    (o) =>
      o.configured.refreshIntervalSeconds === null ? 'not known' : `${o.configured.refreshIntervalSeconds} s`,
    (d) => (d.teredo.refreshIntervalSeconds === null ? null : `${d.teredo.refreshIntervalSeconds} s`),
  ],
  ['effective.state', 'State', (o) => stateLook(o).word, () => null],
  [
    'firewall.teredoException',
    'Firewall exception',
    (o) => exceptionWords(o.firewall),
    (d) => (d.firewall === 'leave' ? null : firewallWords(d.firewall)),
  ],
  [
    'ipv6.installed',
    'IPv6 stack',
    (o) => yesNo(o.ipv6.installed, 'installed', 'not installed'),
    (d) => (d.ipv6 === 'leave' ? null : 'installed'),
  ],
];

const OTHER_FACTS: Record<string, string> = {
  'effective.address': 'Teredo address',
  'reachable.verdict': 'Reachable',
  'reachable.nat': 'NAT',
  'service.state': 'Service',
};

function wantedType(desired: DesiredState): string {
  const { mode, type } = desired.teredo;
  return mode === 'off' ? 'Disabled' : `On${type === null ? '' : ` (${type})`}`;
}

const MISSED: Record<string, (wanted: string) => string> = {
  'configured.type': (type) => configuredLook(type).word,
  'ipv6.installed': () => 'installed',
};

/** What an unmet fact should be: more than the wish says, since the plan picked what was left open. */
function missedWords({ fact, wanted }: MachineDetail['drift'][number]): string {
  return MISSED[fact]?.(wanted) ?? wanted;
}

/** Observed beside desired, fact by fact; unmet facts without a line of their own are added at the end. */
export function compareFacts(machine: MachineDetail, observation: Observation): ComparedFact[] {
  const desired = machine.desired?.state ?? null;
  const unmet = new Map(machine.drift.map((fact) => [fact.fact, fact]));
  const lines = RULES.map(([path, fact, observed, wanted]) => {
    const missed = unmet.get(path);
    unmet.delete(path);
    return {
      fact,
      observed: observed(observation),
      desired: missed ? missedWords(missed) : desired ? wanted(desired) : null,
      met: missed === undefined,
    };
  });
  const rest = [...unmet.values()].map((one) => ({
    fact: OTHER_FACTS[one.fact] ?? one.fact,
    observed: one.found,
    desired: one.wanted,
    met: false,
  }));
  return [...lines, ...rest];
}
