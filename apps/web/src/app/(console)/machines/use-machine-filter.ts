'use client';
import type { Facet, FilterChip } from '@teredo-fleet/ui';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { CONTACTS } from '@/presentation/contact';
import { configuredLook, effectiveLook, reachableLook } from '@/presentation/facts';
import { PLATFORMS, SEVERITIES, STATUSES } from '@/presentation/severity';
import type { MachineCounts, TeredoServerRow } from '@/trpc/shapes';
import { type MachineParams, machineParams } from './search-params';

type ListKey =
  | 'status'
  | 'contact'
  | 'configured'
  | 'effective'
  | 'reachable'
  | 'severity'
  | 'platform'
  | 'os'
  | 'label'
  | 'server';

const EFFECTIVE = ['qualified', 'probe', 'dormant', 'offline', 'unknown'];
const TITLES: Record<ListKey, string> = {
  contact: 'Contact',
  severity: 'Diagnosis',
  reachable: 'Reachable',
  configured: 'Configured',
  effective: 'Effective',
  status: 'Status',
  platform: 'Platform',
  os: 'System',
  label: 'Label',
  server: 'Teredo server',
};

function wordOf(key: ListKey, value: string): string {
  switch (key) {
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
    case 'platform':
      return PLATFORMS[value] ?? value;
    case 'os':
    case 'label':
    case 'server':
      return value;
  }
}

function options(key: ListKey, counts: Record<string, number> | null, values: readonly string[]) {
  return values.map((value) => ({ value, label: wordOf(key, value), count: counts?.[value] }));
}

/** What can be filtered by, as far as it is known yet. */
interface Known {
  counts: MachineCounts | undefined;
  servers: readonly TeredoServerRow[] | undefined;
}

function serverOptions(params: MachineParams, servers: Known['servers']): Facet['options'] {
  const written = (servers ?? []).flatMap((server) => server.writtenAs);
  return options('server', null, [...new Set([...written, ...params.server])].sort());
}

function facetsOf(params: MachineParams, { counts, servers }: Known): Facet[] {
  const configured = [...new Set([...Object.keys(counts?.byConfigured ?? {}), ...params.configured])].sort();
  const facets: [ListKey, Facet['options']][] = [
    ['contact', options('contact', counts?.byContact ?? null, Object.keys(CONTACTS))],
    ['severity', options('severity', counts?.bySeverity ?? null, Object.keys(SEVERITIES))],
    ['configured', options('configured', counts?.byConfigured ?? null, configured)],
    ['effective', options('effective', null, EFFECTIVE)],
    ['reachable', options('reachable', counts?.byReachable ?? null, ['yes', 'no', 'unknown'])],
    ['status', options('status', counts?.byStatus ?? null, Object.keys(STATUSES))],
    ['platform', options('platform', null, Object.keys(PLATFORMS))],
    ['server', serverOptions(params, servers)],
  ];
  return facets.map(([key, list]) => ({ key, title: TITLES[key], options: list, selected: params[key] }));
}

/** Filter, order and place of the machine list; the URL is their only home. */
export function useMachineFilter(known: Known) {
  const [params, setParams] = useQueryStates(machineParams, { history: 'push' });
  const toggle = useCallback(
    (key: string, value: string) => {
      void setParams((old) => {
        const before: readonly string[] = old[key as ListKey];
        const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
        return { [key]: after.length > 0 ? after : null, cursor: null };
      });
    },
    [setParams],
  );
  const search = useCallback(
    (q: string) => void setParams({ q: q === '' ? null : q, cursor: null }, { history: 'replace' }),
    [setParams],
  );
  const chips: FilterChip[] = (Object.keys(TITLES) as ListKey[]).flatMap((key) =>
    (params[key] as readonly string[]).map((value) => ({
      key: `${key}:${value}`,
      title: TITLES[key],
      value: wordOf(key, value),
      onRemove: () => toggle(key, value),
    })),
  );
  if (params.q) chips.unshift({ key: 'q', title: 'Search', value: params.q, onRemove: () => search('') });
  if (params.diagnosis) {
    const onRemove = () => void setParams({ diagnosis: null, cursor: null });
    chips.push({ key: 'diagnosis', title: 'Diagnosis code', value: params.diagnosis, onRemove });
  }
  if (params.simulated !== null) {
    const onRemove = () => void setParams({ simulated: null, cursor: null });
    chips.push({
      key: 'simulated',
      title: 'Simulated',
      value: params.simulated ? 'only' : 'left out',
      onRemove,
    });
  }
  const clearAll = () =>
    void setParams((old) => ({
      ...(Object.fromEntries(Object.keys(machineParams).map((key) => [key, null])) as Record<string, null>),
      sort: old.sort,
      direction: old.direction,
    }));
  return { params, setParams, facets: facetsOf(params, known), chips, toggle, search, clearAll };
}
