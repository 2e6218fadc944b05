'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Input, Skeleton, Time } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

/** Parts of the fleet that a person may be limited to. */
export function ScopesCard() {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const scopes = useQuery(trpc.scopes.list.queryOptions());
  const create = useMutation(
    trpc.scopes.create.mutationOptions({
      onSuccess: () => setName(''),
      onSettled: () => queryClient.invalidateQueries(trpc.scopes.pathFilter()),
    }),
  );
  return (
    <Card title="Scopes" id="scopes" aside="Parts of the fleet that a person may be limited to">
      {scopes.error && !scopes.data ? (
        <FaultState
          title="The scopes could not be read"
          error={scopes.error}
          onRetry={() => scopes.refetch()}
        />
      ) : null}
      <ul className="divide-y divide-line/60 text-sm">
        {scopes.data?.rows.map((scope) => (
          <li key={scope.id} className="flex justify-between gap-3 py-1.5">
            <span>{scope.name}</span>
            <span className="text-xs text-muted">
              made <Time at={scope.createdAt} />
            </span>
          </li>
        )) ?? (scopes.error ? null : <Skeleton className="h-6 w-40" />)}
      </ul>
      {may('scope.create') ? (
        <form
          className="mt-3 flex max-w-md gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ name });
          }}
        >
          <Input
            aria-label="Name of the new scope"
            placeholder="Name of the new scope"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" busy={create.isPending}>
            Add scope
          </Button>
        </form>
      ) : null}
      {create.error ? (
        <FaultState title="The scope was not made" error={create.error} className="mt-3" />
      ) : null}
    </Card>
  );
}
