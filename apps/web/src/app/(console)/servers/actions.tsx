'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Menu, MenuItem, toast } from '@teredo-fleet/ui';
import { Ellipsis, Pencil, Plus, Radar, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { TeredoServerRow } from '@/trpc/shapes';
import { ServerDialog } from './server-dialog';
import { useMeasure } from './use-measure';

function RemoveDialog({ row, onClose }: { row: TeredoServerRow; onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.teredoServers.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${row.name} was removed from the directory.`);
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.teredoServers.pathFilter()),
    }),
  );
  const { total } = row.machines;
  return (
    <ReasonDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${row.name}`}
      description="It is taken from the directory. Nothing changes on any machine."
      consequences={[
        'What this server measured of it is deleted, and it is no longer asked.',
        ...(total > 0
          ? [
              `${total === 1 ? 'One machine has' : `${total} machines have`} it: it stays in the list as seen.`,
            ]
          : []),
      ]}
      action="Remove"
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={(reason) => remove.mutate({ name: row.name, reason })}
    />
  );
}

/** What can be done with one server; nothing is shown to those who can't do any of it. */
export function ServerMenu({ row, onAdd }: { row: TeredoServerRow; onAdd(name: string): void }) {
  const may = useMay();
  const measure = useMeasure();
  const [doing, setDoing] = useState<'edit' | 'remove' | null>(null);
  const close = () => setDoing(null);
  if (!may('teredoServer.edit')) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${row.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {row.origin === 'seen' ? (
          <MenuItem onSelect={() => onAdd(row.name)}>
            <Plus aria-hidden /> Add to the directory
          </MenuItem>
        ) : (
          <>
            <MenuItem
              disabled={row.requestedAt !== null || measure.isPending}
              onSelect={() => measure.mutate({ name: row.name })}
            >
              <Radar aria-hidden /> Measure now
            </MenuItem>
            <MenuItem onSelect={() => setDoing('edit')}>
              <Pencil aria-hidden /> Edit
            </MenuItem>
          </>
        )}
        {row.origin === 'added' ? (
          <MenuItem onSelect={() => setDoing('remove')}>
            <Trash2 aria-hidden /> Remove
          </MenuItem>
        ) : null}
      </Menu>
      {doing === 'edit' ? <ServerDialog entry={row} name={row.name} onClose={close} /> : null}
      {doing === 'remove' ? <RemoveDialog row={row} onClose={close} /> : null}
    </>
  );
}
