'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Menu, MenuItem, MenuLabel, MenuSeparator, TextField, toast } from '@teredo-fleet/ui';
import { Bookmark, Check, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';

const PAGE = { page: 'audit' } as const;

function SaveDialog({ search, onClose }: { search: string; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation(
    trpc.views.save.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.views.list.queryFilter(PAGE));
        toast.success(`Saved as “${name.trim()}”.`);
        onClose();
      },
    }),
  );
  return (
    <FormDialog
      title="Save this view"
      action="Save"
      call={save}
      failure="The view was not saved"
      onSubmit={() => save.mutate({ ...PAGE, name, search })}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="Only you see it. A view of the same name is replaced."
        required
        maxLength={60}
        value={name}
        onChange={setName}
      />
    </FormDialog>
  );
}

/** Filters that the viewer keeps under names, and a way to keep this one. */
export function ViewsMenu({ search }: { search: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [saving, setSaving] = useState(false);
  const views = useQuery(trpc.views.list.queryOptions(PAGE)).data?.rows ?? [];
  const current = views.find((view) => view.search === search);
  const remove = useMutation(
    trpc.views.remove.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.views.list.queryFilter(PAGE)),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button className="max-w-48">
            <Bookmark aria-hidden /> <span className="truncate">{current?.name ?? 'Views'}</span>
          </Button>
        }
      >
        <MenuLabel>{views.length === 0 ? 'No saved view yet' : 'Saved views'}</MenuLabel>
        {views.map((view) => (
          <MenuItem key={view.id} onSelect={() => router.push(`/audit?${view.search}`)}>
            <span className="max-w-64 grow truncate">{view.name}</span>
            {view === current ? <Check aria-label="shown now" /> : null}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem disabled={search === ''} onSelect={() => setSaving(true)}>
          Save this view…
        </MenuItem>
        {current ? (
          <MenuItem onSelect={() => remove.mutate({ id: current.id })}>
            <Trash2 aria-hidden /> Remove “{current.name}”
          </MenuItem>
        ) : null}
      </Menu>
      {saving ? <SaveDialog search={search} onClose={() => setSaving(false)} /> : null}
    </>
  );
}
