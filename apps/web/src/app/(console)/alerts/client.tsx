'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, EmptyState, FacetMenu, PageHeader, Tabs } from '@teredo-fleet/ui';
import { BellOff, Send } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { ALERT_KINDS, ALERT_LOOKS } from '@/alert/alert-kinds';
import { FaultState } from '@/presentation/fault-state';
import { TableAsOf } from '@/presentation/table-as-of';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { AlertKind } from '@/trpc/shapes';
import { alertColumns } from './columns';
import { alertInputOf, alertParams } from './search-params';

const EVERY_MS = 30_000;

function useAlerts() {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(alertParams, { history: 'push' });
  const list = useQuery({
    ...trpc.alerts.list.queryOptions(alertInputOf(params)),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  });
  return { params, setParams, list };
}

function Nothing() {
  const { params, setParams } = useAlerts();
  const isNarrowed = params.kind.length > 0;
  const every = isNarrowed ? (
    <Button onClick={() => void setParams({ kind: null, cursor: null })}>Show every kind</Button>
  ) : undefined;
  if (params.which === 'ended')
    return <EmptyState icon={BellOff} title="No alert has ended" action={every} />;
  return (
    <EmptyState icon={BellOff} title="Nothing to tell" action={every}>
      Told of by itself: machines that are no longer as verified, new findings, rollouts that pause, a broken
      audit chain, many silent machines, tokens and a certificate that end soon.
    </EmptyState>
  );
}

function Alerts() {
  const { params, setParams, list } = useAlerts();
  if (list.error && !list.data)
    return (
      <FaultState title="The alerts could not be read" error={list.error} onRetry={() => list.refetch()} />
    );
  if (list.data?.rows.length === 0 && params.cursor === null) return <Nothing />;
  return (
    <TableAsOf
      label="Alerts"
      columns={alertColumns(params.which)}
      list={list}
      cursor={params.cursor}
      goTo={(cursor) => void setParams({ cursor })}
    />
  );
}

function KindMenu() {
  const { params, setParams, list } = useAlerts();
  const counts = params.which === 'open' ? list.data?.openByKind : undefined;
  const options = ALERT_KINDS.map((kind) => ({
    value: kind,
    label: ALERT_LOOKS[kind].word,
    count: counts?.[kind],
  }));
  const toggle = (kind: AlertKind) => {
    const others = params.kind.filter((one) => one !== kind);
    const kinds = others.length === params.kind.length ? [...others, kind] : others;
    void setParams({ kind: kinds, cursor: null });
  };
  return (
    <FacetMenu
      facet={{ key: 'kind', title: 'Kind', options, selected: params.kind }}
      onToggle={(kind) => toggle(kind as AlertKind)}
    />
  );
}

/** What is so and somebody should know, and what was. */
export function AlertsClient() {
  const may = useMay();
  const { params, setParams } = useAlerts();
  const panel = <Alerts />;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Alerts"
        description="What is so and somebody should know. Each ends by itself once it is no longer so."
        actions={
          <>
            <KindMenu />
            {may('alertDestination.list') ? (
              <Button asChild>
                <Link href="/alerts/destinations">
                  <Send aria-hidden /> Where they are told
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      <Tabs
        label="Which alerts"
        value={params.which}
        onChange={(which) => void setParams({ which: which as 'open' | 'ended', cursor: null })}
        tabs={[
          { value: 'open', title: 'Open', content: panel },
          { value: 'ended', title: 'Ended', content: panel },
        ]}
      />
    </div>
  );
}
