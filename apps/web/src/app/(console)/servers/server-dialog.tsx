'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, LongTextField, TextField, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { TeredoServerEntry, TeredoServerRow } from '@/trpc/shapes';

interface Props {
  /** The entry to change; null: a new one. */
  entry: TeredoServerRow | null;
  /** Filled in for a new one. */
  name: string;
  onClose(): void;
}

function useSave({ entry, onClose }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = {
    onSuccess: ({ name }: { name: string }) => {
      toast.success(entry === null ? `${name} was added.` : `${name} was changed.`);
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries(trpc.teredoServers.pathFilter()),
  };
  const add = useMutation(trpc.teredoServers.add.mutationOptions(options));
  const edit = useMutation(trpc.teredoServers.edit.mutationOptions(options));
  return entry === null ? add : edit;
}

type Fault = Readonly<Record<string, string>>;

function Fields(props: {
  draft: TeredoServerEntry;
  known: boolean;
  isNew: boolean;
  fault: Fault;
  set(part: Partial<TeredoServerEntry>): void;
}) {
  const { draft, fault, set } = props;
  return (
    <>
      {props.isNew ? (
        <TextField
          label="Server"
          hint="Host name or IPv4 address."
          error={fault.name ?? null}
          required
          maxLength={255}
          autoComplete="off"
          spellCheck={false}
          placeholder="teredo.example.com"
          value={draft.name}
          onChange={(name) => set({ name })}
        />
      ) : null}
      <TextField
        label="Second address"
        optional
        hint="Empty: the IPv4 address after the first one, which is where every client looks."
        error={fault.secondary ?? null}
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        value={draft.secondary ?? ''}
        onChange={(secondary) => set({ secondary: secondary.trim() || null })}
      />
      <LongTextField
        label="Note"
        optional
        error={fault.note ?? null}
        maxLength={500}
        value={draft.note ?? ''}
        onChange={(note) => set({ note: note || null })}
      />
      <Checkbox
        label="Measure it from this server"
        hint={`About every 15 minutes this server sends up to six UDP packets to port 3544 of its two addresses${
          props.known ? ', which are somebody else’s' : ''
        }. That traffic leaves your network where the server is outside of it.`}
        checked={draft.measured}
        onChange={(event) => set({ measured: event.target.checked })}
      />
    </>
  );
}

/** Adds a server of one's own, or changes what is written down about one. */
export function ServerDialog(props: Props) {
  const { entry, onClose } = props;
  const save = useSave(props);
  const [draft, setDraft] = useState<TeredoServerEntry>({
    name: props.name,
    secondary: entry?.secondary ?? null,
    note: entry?.note ?? null,
    measured: entry?.measured ?? true,
  });
  const isNew = entry === null;
  return (
    <FormDialog
      title={isNew ? 'Add a Teredo server' : `Edit ${entry.name}`}
      description={
        isNew ? 'It can then be chosen where a change names a server, and be measured.' : undefined
      }
      action={isNew ? 'Add' : 'Save'}
      call={save}
      failure="It was not saved"
      onSubmit={() => save.mutate(draft)}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        known={entry?.origin === 'known'}
        isNew={isNew}
        fault={readFault(save.error).fields}
        set={(part) => setDraft((old) => ({ ...old, ...part }))}
      />
    </FormDialog>
  );
}
