'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, PageHeader } from '@teredo-fleet/ui';
import { AppWindow, Plus } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { programColumns } from './columns';
import { FileCard } from './file-card';
import { ProgramDialog } from './program-dialog';
import { LOOK_AGAIN_MS } from './search-params';

function Nothing({ onAdd }: { onAdd(): void }) {
  const may = useMay();
  return (
    <EmptyState
      icon={AppWindow}
      title="No program is named"
      action={may('program.add') ? <Button onClick={onAdd}>Name a program</Button> : null}
    >
      {may('program.add')
        ? 'Name the programs that are to use Teredo: a game server, a chat, a backup. Agents look at each where it lies and say whether it is ready for IPv6.'
        : 'An admin can name the programs that are to use Teredo. Agents look at each where it lies and say whether it is ready for IPv6.'}
    </EmptyState>
  );
}

function Programs({ onAdd }: { onAdd(): void }) {
  const trpc = useTRPC();
  const programs = useQuery({ ...trpc.programs.list.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  if (programs.error && !programs.data)
    return (
      <FaultState
        title="The programs could not be read"
        error={programs.error}
        onRetry={() => programs.refetch()}
      />
    );
  if (programs.data?.rows.length === 0) return <Nothing onAdd={onAdd} />;
  return (
    <DataTable
      label="Programs"
      columns={programColumns}
      rows={programs.data?.rows ?? null}
      rowKey={(row) => row.id}
      skeletonRows={3}
    />
  );
}

/** The programs that are named, with how ready each is on how many machines; every number leads to its machines. */
export function ProgramsClient() {
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const add = () => setAdding(true);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Programs"
        description="Whether the programs that are to use Teredo are ready for it on each machine: sockets that can do IPv6, the protection level, and an exception in the firewall with edge traversal. Agents read the files where they lie and run nothing of them."
        actions={
          may('program.add') ? (
            <Button variant="primary" onClick={add}>
              <Plus aria-hidden /> Name a program
            </Button>
          ) : null
        }
      />
      <Programs onAdd={add} />
      <FileCard />
      {isAdding ? <ProgramDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
