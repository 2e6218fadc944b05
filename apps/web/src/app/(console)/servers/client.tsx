'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, DataTable, EmptyState, PageHeader, SearchBox } from '@teredo-fleet/ui';
import { Plus, SearchX } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { TeredoServerRow } from '@/trpc/shapes';
import { serverColumns } from './columns';
import { ServerDetails } from './details';
import { serverParams } from './search-params';
import { ServerDialog } from './server-dialog';

function matches(row: TeredoServerRow, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const text = [row.name, row.note, row.about, ...row.writtenAs].filter(Boolean).join('\n').toLowerCase();
  return text.includes(wanted);
}

function HealthNotice({ rows }: { rows: readonly TeredoServerRow[] }) {
  const stuck = rows.filter((row) => row.health.verdict === 'dead' && row.machines.inUse > 0);
  const machines = stuck.reduce((sum, row) => sum + row.machines.inUse, 0);
  if (machines === 0) return null;
  return (
    <p role="status" className="text-sm font-medium text-bad">
      {machines === 1 ? 'One machine uses' : `${machines.toLocaleString('en-GB')} machines use`} a dead
      server.
    </p>
  );
}

/** The directory with what agents and this server measured of each. */
export function ServersClient() {
  const trpc = useTRPC();
  const may = useMay();
  const [{ q, server }, setParams] = useQueryStates(serverParams);
  const [adding, setAdding] = useState<string | null>(null);
  const servers = useQuery(trpc.teredoServers.list.queryOptions());
  const all = servers.data?.rows ?? null;
  const rows = all?.filter((row) => matches(row, q)) ?? null;
  const open = all?.find((row) => row.name === server) ?? null;
  const show = (name: string | null) => void setParams({ server: name });
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Teredo servers"
        description="Servers that are known, that you added, and that machines have. Health is what agents measure on their way, and what this server measures itself where you tell it to."
        actions={
          may('teredoServer.add') ? (
            <Button variant="primary" onClick={() => setAdding('')}>
              <Plus aria-hidden /> Add a server
            </Button>
          ) : null
        }
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchBox
          value={q}
          placeholder="Search servers"
          onChange={(words) => void setParams({ q: words === '' ? null : words }, { history: 'replace' })}
        />
        {all ? <HealthNotice rows={all} /> : null}
      </div>
      {servers.error && !servers.data ? (
        <FaultState
          title="The servers could not be read"
          error={servers.error}
          onRetry={() => servers.refetch()}
        />
      ) : rows?.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No server matches"
          action={<Button onClick={() => void setParams({ q: null })}>Clear the search</Button>}
        >
          {may('teredoServer.add')
            ? 'Search for part of a name or address, or add the server.'
            : 'Search for part of a name or address. An admin can add servers.'}
        </EmptyState>
      ) : (
        <DataTable
          label="Teredo servers"
          columns={serverColumns({ onOpen: show, onAdd: setAdding })}
          rows={rows}
          rowKey={(row) => row.name}
        />
      )}
      {open ? <ServerDetails row={open} onClose={() => show(null)} /> : null}
      {adding === null ? null : <ServerDialog entry={null} name={adding} onClose={() => setAdding(null)} />}
    </div>
  );
}
