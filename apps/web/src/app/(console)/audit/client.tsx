'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, cn, EmptyState, FilterBar, PageHeader, SkeletonRows, useRowKeys } from '@teredo-fleet/ui';
import { CalendarClock, ClipboardList, Link2, PackageCheck } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { TrailPager } from '@/presentation/trail-pager';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { AuditEntry } from './entry';
import { ExportMenu } from './export-menu';
import { AuditFilters, type AuditKey, auditChips } from './filters';
import { auditInputOf, auditParams, auditSearch } from './search-params';
import { ViewsMenu } from './views-menu';

/** The audit trail, for the roles that may read it. */
export function AuditClient() {
  const may = useMay();
  if (may('audit.list')) return <AuditList />;
  return (
    <EmptyState icon={ClipboardList} title="Your role may not read the audit trail">
      Admins, auditors and approvers can. What happened to one machine is on its page, under Timeline.
    </EmptyState>
  );
}

function AuditList() {
  const may = useMay();
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(auditParams, { history: 'push' });
  const list = useQuery({
    ...trpc.audit.list.queryOptions(auditInputOf(params)),
    placeholderData: keepPreviousData,
  });
  const set = (key: AuditKey, value: string | null) => {
    if (params[key] !== value) void setParams({ [key]: value, cursor: null });
  };
  const entries = useRef<HTMLOListElement>(null);
  useRowKeys(entries);
  const rows = list.data?.rows;
  const chips = auditChips(params, set);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Audit"
        description="Every change, refused ones included: who, what, before, after and why. Entries can't be altered unseen."
        actions={
          <>
            <Button asChild>
              <Link href="/audit/reports">
                <PackageCheck aria-hidden /> Reports
              </Link>
            </Button>
            <ViewsMenu search={auditSearch(params)} />
            <ExportMenu params={params} />
            {may('reportSchedule.list') ? (
              <Button asChild>
                <Link href="/audit/schedules">
                  <CalendarClock aria-hidden /> Schedules
                </Link>
              </Button>
            ) : null}
            <Button asChild>
              <Link href="/audit/chain">
                <Link2 aria-hidden /> Chain
              </Link>
            </Button>
          </>
        }
      />
      <FilterBar
        search={<AuditFilters params={params} set={set} />}
        facets={[]}
        onToggle={() => undefined}
        chips={chips}
        onClearAll={() => void setParams(null)}
      />
      {list.error && !list.data ? (
        <FaultState
          title="The audit trail could not be read"
          error={list.error}
          onRetry={() => list.refetch()}
        />
      ) : !rows ? (
        <div className="rounded-lg border bg-surface">
          <SkeletonRows rows={12} />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState icon={ClipboardList} title={chips.length > 0 ? 'No entry matches' : 'No entry yet'}>
          {chips.length > 0 ? 'Take away a filter above.' : 'The first change writes the first entry.'}
        </EmptyState>
      ) : (
        <>
          <ol
            ref={entries}
            aria-label="Audit entries"
            className={cn(
              'overflow-hidden rounded-lg border bg-surface',
              list.isPlaceholderData && 'opacity-60',
            )}
          >
            {rows.map((row) => (
              <AuditEntry key={row.seq} row={row} onNarrow={set} />
            ))}
          </ol>
          <TrailPager
            cursor={params.cursor}
            next={list.data?.nextCursor}
            summary={`${rows.length} shown, newest first`}
            goTo={(cursor) => void setParams({ cursor })}
          />
        </>
      )}
    </div>
  );
}
