import type { Observation, PageWords } from '@teredo-fleet/teredo';
import type { PageFacts } from './read-page';

/** What will change, a sentence each. */
export function plannedChanges({ changes }: PageWords, { work }: PageFacts): string[] {
  if (work.kind === 'restore') return [changes.restore];
  const { teredo, ipv6, firewall, allowReboot } = work.desired;
  const said = [teredo.mode === 'on' ? changes.teredoOn : changes.teredoOff];
  if (ipv6 === 'install-if-missing') said.push(changes.ipv6);
  if (firewall === 'allow-teredo') said.push(changes.firewallOpen);
  if (firewall === 'remove-exception') said.push(changes.firewallClosed);
  if (allowReboot) said.push(changes.restart);
  return said;
}

/** A setting that is not now as it was. */
export interface ChangedFact {
  fact: string;
  before: string;
  after: string;
}

type Words = PageWords['facts'];

function onOff(words: Words, { configured }: Observation): string {
  if (configured.type === 'unknown') return words.unknown;
  return configured.type === 'disabled' ? words.off : words.on;
}

function yesNo(words: Words, value: boolean | 'unknown' | null, [yes, no]: [string, string]): string {
  if (value === 'unknown') return words.unknown;
  if (value === null) return words.none;
  return value ? yes : no;
}

const named = (words: Words, value: string | null): string =>
  value === null ? words.none : value === 'unknown' ? words.unknown : value;

const FACTS: readonly [(words: Words) => string, (words: Words, seen: Observation) => string][] = [
  [(words) => words.teredo, onOff],
  [(words) => words.server, (words, { configured }) => named(words, configured.serverName)],
  [(words) => words.address, (words, { effective }) => named(words, effective.address)],
  [
    (words) => words.ipv6,
    (words, { ipv6 }) => yesNo(words, ipv6.installed, [words.installed, words.missing]),
  ],
  [
    (words) => words.firewall,
    (words, { firewall }) => yesNo(words, firewall.teredoException, [words.open, words.closed]),
  ],
];

/** What is not as it was before the change; null while one of the two is not known. */
export function changedFacts(
  { facts: words }: PageWords,
  { before, after }: PageFacts,
): ChangedFact[] | null {
  if (before === null || after === null) return null;
  return FACTS.map(([fact, said]) => ({
    fact: fact(words),
    before: said(words, before),
    after: said(words, after),
  })).filter((row) => row.before !== row.after);
}
