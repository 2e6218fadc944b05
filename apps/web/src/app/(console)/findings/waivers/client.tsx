'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Button, DataTable, EmptyState, PageHeader, Pager, Tabs } from '@teredo-fleet/ui';
import { ChevronLeft, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { waiverColumns } from './columns';
import { waiverInputOf, waiverParams } from './search-params';

type Which = 'holding' | 'ended';

function Nothing({ which }: { which: Which }) {
  const may = useMay();
  if (which === 'ended') return <EmptyState icon={ShieldCheck} title="No waiver has ended" />;
  return (
    <EmptyState icon={ShieldCheck} title="Nothing is waived">
      {may('waiver.grant')
        ? 'Where a finding is accepted, waive it: on the page of its machine, or for machines with a label beside its rule.'
        : 'An admin or an approver can answer for a finding until a day. Until then every finding counts as one.'}
    </EmptyState>
  );
}

function Waivers() {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(waiverParams, { history: 'push' });
  const list = useQuery({
    ...trpc.waivers.list.queryOptions(waiverInputOf(params)),
    placeholderData: keepPreviousData,
  });
  if (list.error && !list.data)
    return (
      <FaultState title="The waivers could not be read" error={list.error} onRetry={() => list.refetch()} />
    );
  if (list.data?.rows.length === 0 && params.cursor === null) return <Nothing which={params.which} />;
  const next = list.data?.nextCursor ?? null;
  return (
    <div className="flex flex-col gap-2">
      <DataTable
        label="Waivers"
        columns={waiverColumns(params.which)}
        rows={list.data?.rows ?? null}
        rowKey={(row) => row.id}
        refreshing={list.isPlaceholderData}
        skeletonRows={6}
      />
      <Pager
        summary={
          list.data ? (
            <>
              As of <AbsoluteTime at={list.data.at} />
            </>
          ) : null
        }
        onPrevious={params.cursor === null ? null : () => void setParams({ cursor: null })}
        onNext={next === null ? null : () => void setParams({ cursor: next })}
      />
    </div>
  );
}

/** Findings that somebody answers for until a day, and those that somebody did. */
export function WaiversClient() {
  const [params, setParams] = useQueryStates(waiverParams, { history: 'push' });
  const panel = <Waivers />;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <Link href="/findings" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
            <ChevronLeft aria-hidden className="size-3.5" /> Findings
          </Link>
        }
        title="Waivers"
        description="Findings that somebody answers for until a day. They stay visible, counted apart from what passed and from what is open."
        actions={
          params.rule === null ? null : (
            <Button onClick={() => void setParams({ rule: null, cursor: null })}>
              Show those of every rule
            </Button>
          )
        }
      />
      <Tabs
        label="Which waivers"
        value={params.which}
        onChange={(which) => void setParams({ which: which as Which, cursor: null })}
        tabs={[
          { value: 'holding', title: 'Hold now', content: panel },
          { value: 'ended', title: 'Ended', content: panel },
        ]}
      />
    </div>
  );
}
