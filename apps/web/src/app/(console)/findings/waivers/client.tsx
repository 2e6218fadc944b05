'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, Tabs } from '@teredo-fleet/ui';
import { ShieldCheck } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { TableAsOf } from '@/presentation/table-as-of';
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
  return (
    <TableAsOf
      label="Waivers"
      columns={waiverColumns(params.which)}
      list={list}
      cursor={params.cursor}
      goTo={(cursor) => void setParams({ cursor })}
    />
  );
}

/** Findings that somebody answers for until a day, and those that somebody did. */
export function WaiversClient() {
  const [params, setParams] = useQueryStates(waiverParams, { history: 'push' });
  const panel = <Waivers />;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/findings">Findings</BackLink>}
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
