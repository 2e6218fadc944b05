'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Dialog, Field, Input, Textarea, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
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
        <Field label="Server" hint="Host name or IPv4 address." error={fault.name ?? null}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={255}
              autoComplete="off"
              spellCheck={false}
              placeholder="teredo.example.com"
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field
        label="Second address"
        optional
        hint="Empty: the IPv4 address after the first one, which is where every client looks."
        error={fault.secondary ?? null}
      >
        {(control) => (
          <Input
            {...control}
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            value={draft.secondary ?? ''}
            onChange={(event) => set({ secondary: event.target.value.trim() || null })}
          />
        )}
      </Field>
      <Field label="Note" optional error={fault.note ?? null}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={draft.note ?? ''}
            onChange={(event) => set({ note: event.target.value || null })}
          />
        )}
      </Field>
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
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={entry === null ? 'Add a Teredo server' : `Edit ${entry.name}`}
      description={
        entry === null ? 'It can then be chosen where a change names a server, and be measured.' : undefined
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="server-form" variant="primary" busy={save.isPending}>
            {entry === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        id="server-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) save.mutate(draft);
        }}
      >
        <Fields
          draft={draft}
          known={entry?.origin === 'known'}
          isNew={entry === null}
          fault={readFault(save.error).fields}
          set={(part) => setDraft((old) => ({ ...old, ...part }))}
        />
        {save.error ? <FaultState title="It was not saved" error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
