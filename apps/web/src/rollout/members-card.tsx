'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, FilterBar, SearchBox } from '@teredo-fleet/ui';
import { SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import { BulkBar } from './bulk-bar';
import { memberColumns, pickColumn } from './member-columns';
import { memberChips, memberFacets } from './member-facets';
import { MEMBER_PAGE_SIZE, memberFilterOf, memberParams } from './member-params';
import { rollBackColumn } from './roll-back-machine';
import type { RunningView } from './shapes';
import { useCan } from './use-can';
import type { Steer } from './use-steer';

function useMembers(rolloutId: string) {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(memberParams, { history: 'push', scroll: false });
  const filter = memberFilterOf(params);
  const list = useQuery({
    ...trpc.rollouts.members.queryOptions({
      id: rolloutId,
      filter,
      cursor: params.cursor,
      limit: MEMBER_PAGE_SIZE,
    }),
    placeholderData: keepPreviousData,
  });
  return { params, setParams, filter, list };
}

function usePicked() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setPicked((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]));
  return { picked, toggle, clear: () => setPicked(new Set()) };
}

/** Every machine of the rollout, with why it is not done; narrowed by the address, acted on together. */
export function MembersCard(props: { rolloutId: string; view: RunningView; steer: Steer }) {
  const { view, steer, rolloutId } = props;
  const { params, setParams, filter, list } = useMembers(rolloutId);
  const { picked, toggle, clear } = usePicked();
  const can = useCan(view);
  const chips = memberChips(params, view, (part) => void setParams({ ...part, cursor: null }));
  const acts = can('exclude', 'rollout.exclude') || can('retry-failed', 'rollout.retryFailed');
  const columns = [
    ...(acts ? [pickColumn(picked, toggle)] : []),
    ...memberColumns(view.waves),
    ...(can('roll-back', 'rollout.rollBack')
      ? [rollBackColumn({ rolloutId, scopeId: view.scopeId }, steer)]
      : []),
  ];
  const rows = list.data?.rows ?? null;
  const total = list.data?.total ?? 0;
  const clearAll = () =>
    void setParams({ wave: null, group: null, notice: null, state: null, q: null, cursor: null });
  const onToggle = (key: string, value: string) => {
    const now = key === 'wave' ? params.wave : params.group;
    void setParams({ [key]: now === value ? null : value, cursor: null });
  };
  return (
    <section id="machines" aria-label="Machines" className="flex scroll-mt-16 flex-col gap-3">
      <h2 className="text-sm font-semibold">
        Machines{' '}
        <span role="status" className="tnum font-normal text-muted">
          {rows === null ? '' : total.toLocaleString('en-GB')}
        </span>
      </h2>
      <FilterBar
        search={
          <SearchBox
            value={params.q}
            placeholder="Search machines"
            onChange={(q) => void setParams({ q: q || null, cursor: null }, { history: 'replace' })}
          />
        }
        facets={memberFacets(params, view)}
        onToggle={onToggle}
        chips={chips}
        onClearAll={clearAll}
      />
      <BulkBar
        rolloutId={rolloutId}
        view={view}
        steer={steer}
        picked={[...picked]}
        filter={filter}
        filterText={
          chips.length === 0 ? null : chips.map(({ title, value }) => `${title}: ${value}`).join(', ')
        }
        total={total}
        onDone={clear}
      />
      {list.error && !list.data ? (
        <FaultState
          title="The machines could not be read"
          error={list.error}
          onRetry={() => list.refetch()}
        />
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={chips.length > 0 ? 'No machine stands so' : 'No machine belongs to it yet'}
          action={chips.length > 0 ? <Button onClick={clearAll}>Clear all filters</Button> : null}
        >
          {chips.length > 0
            ? 'Take away a filter above.'
            : 'Machines are taken in when the plan is submitted.'}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label="Machines of this rollout"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.machine.id}
            refreshing={list.isPlaceholderData}
            skeletonRows={8}
          />
          <TrailPager
            cursor={params.cursor}
            next={list.data?.nextCursor}
            summary={rows ? `${rows.length} of ${total.toLocaleString('en-GB')} shown` : ''}
            goTo={(cursor) => void setParams({ cursor })}
          />
        </>
      )}
    </section>
  );
}
