'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, PageHeader } from '@teredo-fleet/ui';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { TOKEN_COLUMNS } from './columns';
import { CreateTokenDialog } from './create-token-dialog';
import { DownloadsCard } from './downloads-card';

export function EnrolClient() {
  const trpc = useTRPC();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const tokens = useQuery(trpc.tokens.list.queryOptions());
  const rows = tokens.data?.rows ?? null;
  const create = may('token.create') ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden /> New enrol command
    </Button>
  ) : null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Enrol"
        description="A token opens the door for machines: it says which, how many and until when. Each machine makes its own key."
        actions={create}
      />
      {tokens.error && !tokens.data ? (
        <FaultState
          title="The tokens could not be read"
          error={tokens.error}
          onRetry={() => tokens.refetch()}
        />
      ) : rows?.length === 0 ? (
        <EmptyState icon={KeyRound} title="No token yet" action={create}>
          {may('token.create')
            ? 'Make one: you get a command to paste on the machine, whole, with nothing to fill in.'
            : 'An operator or admin makes the command that enrols a machine.'}
        </EmptyState>
      ) : (
        <DataTable label="Enrolment tokens" columns={TOKEN_COLUMNS} rows={rows} rowKey={(row) => row.id} />
      )}
      <DownloadsCard />
      {creating ? <CreateTokenDialog onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
