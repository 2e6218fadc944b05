'use client';
import { useQuery } from '@tanstack/react-query';
import { FilterBar, SearchBox } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { useTRPC } from '@/trpc/client';
import type { MachineFilter } from '@/trpc/shapes';
import { conditionsOf, type FacetKey, facetsOf, facetValuesOf, toggleValue } from './machine-filter';
import { useScopes } from './use-scopes';

/** The machine list's own filter as a value that a form holds. */
export function MachineFilterBar(props: {
  filter: MachineFilter;
  onChange(filter: MachineFilter): void;
  aside?: ReactNode;
}) {
  const trpc = useTRPC();
  const { filter, onChange } = props;
  const counts = useQuery(trpc.machines.counts.queryOptions({ filter: {} })).data;
  const servers = useQuery(trpc.teredoServers.list.queryOptions()).data?.rows;
  const scopes = useScopes();
  const search = (text: string) => {
    const { search: _old, ...rest } = filter;
    onChange(text === '' ? rest : { ...rest, search: text });
  };
  return (
    <FilterBar
      search={<SearchBox value={filter.search ?? ''} placeholder="Search machines" onChange={search} />}
      facets={facetsOf(facetValuesOf(filter), { counts, servers, scopes })}
      onToggle={(key, value) => onChange(toggleValue(filter, key as FacetKey, value))}
      chips={conditionsOf(filter, scopes).map(({ without, ...chip }) => ({
        ...chip,
        onRemove: () => onChange(without),
      }))}
      onClearAll={() => onChange({})}
      aside={props.aside}
    />
  );
}
