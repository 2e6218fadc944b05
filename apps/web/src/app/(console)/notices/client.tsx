'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, PageHeader } from '@teredo-fleet/ui';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { noticeColumns } from './columns';

/** What users can be told, as documents: the organisation's own and those that come with the product. */
export function NoticesClient() {
  const trpc = useTRPC();
  const mayWrite = useMay()('notice.save');
  const list = useQuery(trpc.notices.list.queryOptions());
  const rows = list.data?.rows ?? null;
  const scopes = new Set(rows?.map(({ scope }) => scope?.id)).size > 2;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Notices"
        description="What users are told before their computer is changed. A version that a rollout uses never changes; what is edited later is a new one."
        actions={
          mayWrite ? (
            <Button asChild variant="primary">
              <Link href="/notices/new">
                <Plus aria-hidden /> Write a notice
              </Link>
            </Button>
          ) : null
        }
      />
      {list.error && !list.data ? (
        <FaultState title="The notices could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <DataTable
          label="Notices"
          columns={noticeColumns({ scopes, mayWrite })}
          rows={rows}
          rowKey={(row) => row.id}
          rowClassName={(row) => (row.archivedAt === null ? undefined : 'opacity-60')}
          skeletonRows={4}
        />
      )}
    </div>
  );
}
