import type { Facet } from '@teredo-fleet/ui';
import type { MachineCounts, MachineFilter, ScopeRow, TeredoServerRow } from '@/trpc/shapes';
import { CONTACTS } from '../presentation/contact';
import {
  configuredLook,
  effectiveLook,
  NAT_KINDS,
  natWord,
  ROLES,
  reachableLook,
  roleWord,
  serverWord,
} from '../presentation/facts';
import { jobLook } from '../presentation/job-states';
import { minuteWords } from '../presentation/minute-words';
import { policyFoundWords } from '../presentation/policy-found';
import { ruleVerdictWords } from '../presentation/rule-verdict-words';
import { PLATFORMS, SEVERITIES, STATUSES } from '../presentation/severity';

/** The parts of a filter that are lists of values. */
export type FacetKey =
  | 'scope'
  | 'contact'
  | 'severity'
  | 'reachable'
  | 'configured'
  | 'effective'
  | 'nat'
  | 'role'
  | 'change'
  | 'status'
  | 'platform'
  | 'os'
  | 'agentVersion'
  | 'label'
  | 'server'
  | 'application'
  | 'finding'
  | 'policy';

export const FACET_TITLES: Record<FacetKey, string> = {
  scope: 'Scope',
  contact: 'Contact',
  severity: 'Diagnosis',
  reachable: 'Reachable',
  configured: 'Configured',
  effective: 'Effective',
  nat: 'NAT',
  role: 'Role',
  change: 'Change',
  status: 'Status',
  platform: 'Platform',
  os: 'System',
  agentVersion: 'Agent',
  label: 'Label',
  server: 'Teredo server',
  application: 'Asked for by',
  finding: 'Rule',
  policy: 'Policy',
};
export const FACET_KEYS = Object.keys(FACET_TITLES) as FacetKey[];

const EFFECTIVE = ['qualified', 'probe', 'dormant', 'offline', 'unknown'];

/** What a filter calls scopes by. */
type Scopes = readonly Pick<ScopeRow, 'id' | 'name'>[];

/** What a value of a facet is called. */
export function facetWord(key: FacetKey, value: string, scopes: Scopes = []): string {
  switch (key) {
    case 'scope':
      return scopes.find(({ id }) => id === value)?.name ?? value;
    case 'change':
      return jobLook(value).word;
    case 'contact':
      return CONTACTS[value as keyof typeof CONTACTS].word;
    case 'severity':
      return SEVERITIES[value as keyof typeof SEVERITIES].word;
    case 'status':
      return STATUSES[value as keyof typeof STATUSES].word;
    case 'reachable':
      return reachableLook(value).word;
    case 'configured':
      return configuredLook(value).word;
    case 'effective':
      return effectiveLook(value).word;
    case 'nat':
      return natWord(value) ?? value;
    case 'role':
      return roleWord(value);
    case 'platform':
      return PLATFORMS[value] ?? value;
    case 'os':
    case 'agentVersion':
    case 'label':
    case 'application':
      return value;
    case 'server':
      return serverWord(value);
    case 'finding':
      return ruleVerdictWords(value);
    case 'policy':
      return policyFoundWords(value);
  }
}

/** What can be filtered by, as far as it is known yet. */
export interface KnownValues {
  counts: MachineCounts | undefined;
  servers: readonly TeredoServerRow[] | undefined;
  scopes: Scopes;
}

export type FacetValues = Readonly<Record<FacetKey, readonly string[]>>;

function options(key: FacetKey, counts: Record<string, number> | null, values: readonly string[]) {
  return values.map((value) => ({ value, label: facetWord(key, value), count: counts?.[value] }));
}

const sorted = (values: readonly string[]) => [...new Set(values)].sort();

/** The menus of a filter, with how many machines each value would leave where that is known. */
export function facetsOf(chosen: FacetValues, { counts, servers, scopes }: KnownValues): Facet[] {
  const configured = sorted([...Object.keys(counts?.byConfigured ?? {}), ...chosen.configured]);
  const labels = sorted([...Object.keys(counts?.byLabel ?? {}), ...chosen.label]);
  const versions = sorted([...Object.keys(counts?.byAgentVersion ?? {}), ...chosen.agentVersion]);
  const applications = sorted([...Object.keys(counts?.byApplication ?? {}), ...chosen.application]);
  const written = (servers ?? []).flatMap((server) => server.writtenAs);
  const facets: [FacetKey, Facet['options']][] = [
    ['contact', options('contact', counts?.byContact ?? null, Object.keys(CONTACTS))],
    ['severity', options('severity', counts?.bySeverity ?? null, Object.keys(SEVERITIES))],
    ['configured', options('configured', counts?.byConfigured ?? null, configured)],
    ['effective', options('effective', null, EFFECTIVE)],
    ['nat', options('nat', null, NAT_KINDS)],
    ['role', options('role', counts?.byRole ?? null, Object.keys(ROLES))],
    ['reachable', options('reachable', counts?.byReachable ?? null, ['yes', 'no', 'unknown'])],
    ['status', options('status', counts?.byStatus ?? null, Object.keys(STATUSES))],
    ['label', options('label', counts?.byLabel ?? null, labels)],
    ['platform', options('platform', null, Object.keys(PLATFORMS))],
    ['agentVersion', options('agentVersion', counts?.byAgentVersion ?? null, versions)],
    [
      'server',
      options('server', null, [
        'none',
        ...sorted([...written, ...chosen.server.filter((one) => one !== 'none')]),
      ]),
    ],
  ];
  if (scopes.length > 1) {
    const ids = scopes.map(({ id }) => id);
    facets.unshift(['scope', ids.map((id) => ({ value: id, label: facetWord('scope', id, scopes) }))]);
  }
  // Nothing to choose from until one has asked.
  if (applications.length > 0)
    facets.push(['application', options('application', counts?.byApplication ?? null, applications)]);
  return facets.map(([key, list]) => ({
    key,
    title: FACET_TITLES[key],
    options: list,
    selected: chosen[key],
  }));
}

/** The values that a filter names, an empty list where it names none. */
export function facetValuesOf(filter: MachineFilter): FacetValues {
  return Object.fromEntries(FACET_KEYS.map((key) => [key, filter[key] ?? []])) as unknown as FacetValues;
}

/** The filter with a value added, or without it where it was there. */
export function toggleValue(filter: MachineFilter, key: FacetKey, value: string): MachineFilter {
  const before: readonly string[] = filter[key] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const { [key]: _gone, ...rest } = filter;
  return after.length === 0 ? rest : { ...rest, [key]: after };
}

/** One condition of a filter, as a chip or a line says it. `without`: the filter that is left when it is taken away. */
export interface Condition {
  key: string;
  title: string;
  value: string;
  without: MachineFilter;
}

function dropped(filter: MachineFilter, key: keyof MachineFilter): MachineFilter {
  const { [key]: _gone, ...rest } = filter;
  return rest;
}

const SINCE = {
  silentSince: ['Contact', 'fell silent'],
  enrolledSince: ['Enrolled', ''],
  retiredSince: ['Retired', ''],
} as const;

function sinceConditions(filter: MachineFilter): Condition[] {
  return (Object.keys(SINCE) as (keyof typeof SINCE)[]).flatMap((key) => {
    const at = filter[key];
    if (at === undefined) return [];
    const [title, what] = SINCE[key];
    return [{ key, title, value: `${what} since ${minuteWords(at)}`.trim(), without: dropped(filter, key) }];
  });
}

/** Every condition of a filter in the order of the screens. */
export function conditionsOf(filter: MachineFilter, scopes: Scopes = []): Condition[] {
  const conditions: Condition[] = [];
  if (filter.search) {
    const without = dropped(filter, 'search');
    conditions.push({ key: 'search', title: 'Search', value: filter.search, without });
  }
  for (const key of FACET_KEYS) {
    for (const value of filter[key] ?? []) {
      const without = toggleValue(filter, key, value);
      conditions.push({
        key: `${key}:${value}`,
        title: FACET_TITLES[key],
        value: facetWord(key, value, scopes),
        without,
      });
    }
  }
  conditions.push(...sinceConditions(filter));
  for (const code of filter.diagnosis ?? []) {
    const without = dropped(filter, 'diagnosis');
    conditions.push({ key: `diagnosis:${code}`, title: 'Diagnosis code', value: code, without });
  }
  if (filter.drifted !== undefined) {
    const value = filter.drifted ? 'no longer as verified' : 'none';
    conditions.push({ key: 'drifted', title: 'Drift', value, without: dropped(filter, 'drifted') });
  }
  if (filter.simulated !== undefined) {
    const value = filter.simulated ? 'only' : 'left out';
    const without = dropped(filter, 'simulated');
    conditions.push({ key: 'simulated', title: 'Simulated', value, without });
  }
  return conditions;
}

/** A filter in one line: values of one condition by "or", conditions by "and". */
export function filterWords(filter: MachineFilter, scopes: Scopes = []): string {
  const byTitle = new Map<string, string[]>();
  for (const { title, value } of conditionsOf(filter, scopes)) {
    byTitle.set(title, [...(byTitle.get(title) ?? []), value]);
  }
  if (byTitle.size === 0) return 'every machine';
  return [...byTitle].map(([title, values]) => `${title}: ${values.join(' or ')}`).join(', ');
}
