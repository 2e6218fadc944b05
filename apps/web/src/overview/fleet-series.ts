import type { Tone } from '@teredo-fleet/ui';
import type { FleetDay, FleetFacet, PastFilter } from '@/trpc/shapes';
import {
  MOST_WORDS,
  paramsOf as machineParamsOf,
  machinesHref,
} from '../app/(console)/machines/search-params';
import { pastHref, paramsOf as pastParamsOf } from '../app/(console)/past/search-params';
import { configuredLook, effectiveLook, natWord, reachableLook, serverWord } from '../presentation/facts';
import { type Group, grouped } from './grouped';
import { osGeneration } from './os-generation';

type Found = Pick<PastFilter, 'configured' | 'effective' | 'reachable' | 'nat' | 'server' | 'os'>;

/** One part of the fleet through the days. */
export interface Series {
  key: string;
  label: string;
  tone: Tone;
  faint: boolean;
  /** How many machines on a day. */
  valueOn(day: FleetDay): number;
  /** By what its machines are found, of now and of an earlier day. */
  filter: Found;
}

export interface FacetView {
  key: FleetFacet;
  title: string;
  note: string;
}

export const FACET_VIEWS: readonly FacetView[] = [
  {
    key: 'turned',
    title: 'Reachable against configured',
    note: 'Of machines on which Teredo is configured, those that a Teredo peer answered.',
  },
  { key: 'configured', title: 'Configured type', note: 'What is written down on the machine.' },
  { key: 'effective', title: 'State', note: 'What the running client says of itself.' },
  { key: 'nat', title: 'NAT', note: 'The kind before the machine, as its client or else the probe says.' },
  { key: 'server', title: 'Server', note: 'The Teredo server that the machine asks.' },
  { key: 'os', title: 'Windows generation', note: 'Editions and builds of one are counted together.' },
];

/** Told apart by colour and strength in the bars, by words in the table. */
const CATEGORIES: readonly { tone: Tone; faint: boolean }[] = [
  { tone: 'accent', faint: false },
  { tone: 'info', faint: true },
  { tone: 'ok', faint: false },
  { tone: 'warn', faint: true },
  { tone: 'info', faint: false },
  { tone: 'ok', faint: true },
  { tone: 'warn', faint: false },
  { tone: 'accent', faint: true },
];
const REST = { tone: 'idle', faint: false } as const;
/** More columns than that say less. */
const MOST = 7;

/** How many machines of these words there are on a day. */
const sumOn = (facet: FleetFacet, words: readonly string[]) => (day: FleetDay) => {
  const counts = day.facets[facet];
  return words.reduce((sum, word) => sum + (counts[word] ?? 0), 0);
};

/** Every word of a facet in these days, the most frequent now (or at last) first. */
function wordsOf(days: readonly FleetDay[], facet: FleetFacet): string[] {
  const newest = new Map<string, number>();
  for (const day of days)
    for (const [word, machines] of Object.entries(day.facets[facet])) newest.set(word, machines);
  return [...newest].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([word]) => word);
}

/** The largest groups by themselves, what is left as one. */
function categories(
  facet: FleetFacet,
  groups: readonly Group[],
  filterOf: (words: string[]) => Found,
): Series[] {
  const isRestKnown = groups.length > MOST;
  const own = groups.slice(0, isRestKnown ? MOST - 1 : MOST);
  const rest = groups.slice(own.length).flatMap(({ words }) => words);
  const all = rest.length === 0 ? own : [...own, { label: 'Others', words: rest }];
  return all.map(({ label, words }, index) => ({
    key: label,
    label,
    ...(label === 'Others' ? REST : (CATEGORIES[index] ?? REST)),
    valueOn: sumOn(facet, words),
    filter: filterOf(words),
  }));
}

const isOn = (type: string): boolean => type !== 'disabled' && type !== 'unknown';

function turned(days: readonly FleetDay[]): Series[] {
  const on = wordsOf(days, 'configured').filter(isOn);
  const reach = (word: 'yes' | 'no' | 'unknown', label: string): Series => ({
    key: `on:${word}`,
    label,
    // What is on and what was not read are two things, whatever else is unknown of both.
    tone: word === 'unknown' ? 'accent' : reachableLook(word).tone,
    faint: word === 'unknown',
    valueOn: sumOn('turned', [`on:${word}`]),
    filter: { configured: on, reachable: [word] },
  });
  const off = (word: 'disabled' | 'unknown', label: string): Series => ({
    key: word,
    label,
    tone: configuredLook(word).tone,
    faint: word === 'unknown',
    valueOn: sumOn('turned', [word]),
    filter: { configured: [word] },
  });
  return [
    reach('yes', 'On, reachable'),
    reach('no', 'On, not reachable'),
    reach('unknown', 'On, reachability not known'),
    off('disabled', 'Off'),
    off('unknown', 'Not read'),
  ];
}

function looked(
  days: readonly FleetDay[],
  facet: 'configured' | 'effective',
  labelOf: (word: string) => string,
): Series[] {
  const groups = wordsOf(days, facet).map((word) => ({ label: labelOf(word), words: [word] }));
  return categories(facet, groups, (words) => ({ [facet]: words }));
}

/** The parts of the fleet by a facet, in the order of the bars from the ground up. */
export function seriesOf(days: readonly FleetDay[], facet: FleetFacet): Series[] {
  const words = wordsOf(days, facet);
  switch (facet) {
    case 'turned':
      return turned(days);
    case 'configured':
      return looked(days, facet, (word) => configuredLook(word).word);
    case 'effective':
      return looked(days, facet, (word) => effectiveLook(word).word);
    case 'reachable':
      return categories(
        facet,
        grouped(words, (word) => reachableLook(word).word),
        (own) => ({ reachable: own as ('yes' | 'no' | 'unknown')[] }),
      );
    case 'nat':
      return categories(
        facet,
        grouped(words, (word) => natWord(word) ?? word),
        (own) => ({ nat: own }),
      );
    case 'server':
      return categories(facet, grouped(words, serverWord), (own) => ({ server: own }));
    case 'os':
      return categories(facet, grouped(words, osGeneration), (own) => ({ os: own }));
  }
}

/** Without the words of other days, of which there may be too many to ask for; null: there are of that day alone. */
function foundOn(filter: Found, { facets }: FleetDay): Found | null {
  const found: Found = { ...filter };
  for (const facet of ['os', 'server', 'nat'] as const) {
    const own = filter[facet]?.filter((word) => (facets[facet][word] ?? 0) > 0);
    if (own === undefined) continue;
    if (own.length > MOST_WORDS) return null;
    found[facet] = own;
  }
  return found;
}

/** Where the machines behind a number are: those of now, or of a day that is past. Null: no list can be asked for them. */
export function seriesHref({ filter }: Series, day: FleetDay, isToday: boolean): string | null {
  const own = foundOn(filter, day);
  if (own === null) return null;
  const found = { status: ['active' as const], ...own };
  return isToday
    ? machinesHref('/machines', machineParamsOf(found))
    : pastHref('/past', { at: day.countedAt, ...pastParamsOf(found) });
}
