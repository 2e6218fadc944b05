'use client';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Card, SkeletonRows } from '@teredo-fleet/ui';
import { CircleSlash, Plus } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay, useViewer } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { UserRow } from '@/trpc/shapes';
import { CreateUserDialog } from './create-user-dialog';
import { UserActions } from './user-actions';

function scopeWords(row: UserRow, names: ReadonlyMap<string, string>): string {
  if (row.scopeIds.length === 0) return 'every scope';
  return row.scopeIds.map((id) => names.get(id) ?? 'a scope you may not see').join(', ');
}

/** Who may sign in, and as what. */
export function UsersCard() {
  const trpc = useTRPC();
  const may = useMay();
  const viewer = useViewer();
  const [creating, setCreating] = useState(false);
  const users = useQuery(trpc.users.list.queryOptions());
  const scopes = useQuery(trpc.scopes.list.queryOptions());
  const names = new Map(scopes.data?.rows.map((scope) => [scope.id, scope.name]));
  return (
    <Card
      title="Users"
      id="users"
      flush
      aside={
        may('user.create') ? (
          <Button size="sm" onClick={() => setCreating(true)}>
            <Plus aria-hidden /> New user
          </Button>
        ) : null
      }
    >
      {users.error && !users.data ? (
        <FaultState title="The users could not be read" error={users.error} className="m-3" />
      ) : !users.data ? (
        <SkeletonRows rows={3} />
      ) : (
        <ul className="divide-y divide-line/60">
          {users.data.rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
              <span className="min-w-0 basis-60 grow">
                <span className="block truncate font-medium">
                  {row.name}
                  {row.id === viewer.id ? <span className="font-normal text-muted"> (you)</span> : null}
                </span>
                <span className="block truncate text-xs text-muted">{row.email}</span>
              </span>
              {row.disabledAt ? (
                <Badge icon={CircleSlash}>Disabled</Badge>
              ) : (
                <span>
                  {row.role}
                  <span className="text-xs text-muted"> · {scopeWords(row, names)}</span>
                </span>
              )}
              {row.id === viewer.id ? null : <UserActions row={row} />}
            </li>
          ))}
        </ul>
      )}
      {creating ? <CreateUserDialog onClose={() => setCreating(false)} /> : null}
    </Card>
  );
}
