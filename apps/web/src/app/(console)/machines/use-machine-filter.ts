'use client';
import type { FilterChip } from '@teredo-fleet/ui';
import { useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { conditionsOf, type FacetKey, facetsOf, type KnownValues } from '@/filter/machine-filter';
import type { MachineFilter } from '@/trpc/shapes';
import { filterOf, machineParams, paramsOf } from './search-params';

/** Filter, order and place of the machine list; the URL is their only home. */
export function useMachineFilter(known: KnownValues) {
  const [params, setParams] = useQueryStates(machineParams, { history: 'push' });
  const toggle = useCallback(
    (key: string, value: string) => {
      void setParams((old) => {
        const before: readonly string[] = old[key as FacetKey];
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
  const setFilter = (filter: MachineFilter) => void setParams({ ...paramsOf(filter), cursor: null });
  const chips: FilterChip[] = conditionsOf(filterOf(params), known.scopes).map(({ without, ...chip }) => ({
    ...chip,
    onRemove: () => setFilter(without),
  }));
  return {
    params,
    setParams,
    facets: facetsOf(params, known),
    chips,
    toggle,
    search,
    clearAll: () => setFilter({}),
  };
}
