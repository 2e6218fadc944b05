'use client';
import type { Facet, FilterChip } from '@teredo-fleet/ui';
import { useQueryStates } from 'nuqs';
import { rolloutKind, rolloutLook } from '@/presentation/rollout-states';
import { ROLLOUT_KINDS, ROLLOUT_STATES, rolloutParams } from './search-params';

type ListKey = 'state' | 'kind';
const TITLES: Record<ListKey, string> = { state: 'State', kind: 'Kind' };
const VALUES: Record<ListKey, readonly string[]> = { state: ROLLOUT_STATES, kind: ROLLOUT_KINDS };
const KEYS = Object.keys(TITLES) as ListKey[];

const wordOf = (key: ListKey, value: string) =>
  key === 'state' ? rolloutLook(value).word : rolloutKind(value);

/** Filter and place of the list; the address is their only home. */
export function useRolloutFilter() {
  const [params, setParams] = useQueryStates(rolloutParams, { history: 'push' });
  const toggle = (key: string, value: string) => {
    const before: readonly string[] = params[key as ListKey];
    const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    void setParams({ [key]: after.length > 0 ? after : null, cursor: null });
  };
  const search = (q: string) => void setParams({ q: q || null, cursor: null }, { history: 'replace' });
  const facets: Facet[] = KEYS.map((key) => ({
    key,
    title: TITLES[key],
    options: VALUES[key].map((value) => ({ value, label: wordOf(key, value) })),
    selected: params[key],
  }));
  const chips: FilterChip[] = KEYS.flatMap((key) =>
    params[key].map((value) => ({
      key: `${key}:${value}`,
      title: TITLES[key],
      value: wordOf(key, value),
      onRemove: () => toggle(key, value),
    })),
  );
  if (params.q !== '') {
    chips.unshift({ key: 'q', title: 'Search', value: params.q, onRemove: () => search('') });
  }
  return { params, setParams, facets, chips, toggle, search, clearAll: () => void setParams(null) };
}
