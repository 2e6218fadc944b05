'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LongTextField, TextField, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { ScopeField } from '@/presentation/scope-field';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { ProgramEntry } from '@/trpc/shapes';

interface FieldsProps {
  draft: ProgramEntry;
  fault: Readonly<Record<string, string>>;
  set(part: Partial<ProgramEntry>): void;
}

function PathField({ draft, fault, set }: FieldsProps) {
  return (
    <TextField
      label="Path"
      hint="Of one file: on a drive, below a folder of the machine such as %ProgramFiles%, or on Linux. No shares, wildcards or folders of a user."
      error={fault.path ?? null}
      required
      maxLength={240}
      autoComplete="off"
      spellCheck={false}
      placeholder="%ProgramFiles%\Chat\chat.exe"
      value={draft.path}
      onChange={(path) => set({ path })}
    />
  );
}

function WhereFields({ draft, fault, set }: FieldsProps) {
  return (
    <>
      <ScopeField
        label="Scope"
        hint="Agents of its machines look."
        error={fault.scopeId}
        every="Every scope"
        value={draft.scopeId ?? ''}
        onChange={(scopeId) => set({ scopeId: scopeId || null })}
      />
      <TextField
        label="Label"
        optional
        hint="Only machines that have it."
        error={fault.label ?? null}
        maxLength={60}
        autoComplete="off"
        value={draft.label ?? ''}
        onChange={(label) => set({ label: label || null })}
      />
    </>
  );
}

/** Names a program for agents to look at. */
export function ProgramDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<ProgramEntry>({ path: '', scopeId: null, label: null, note: null });
  const add = useMutation(
    trpc.programs.add.mutationOptions({
      onSuccess: () => {
        toast.success('Agents look at it within a minute or so.');
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.programs.list.queryFilter()),
    }),
  );
  const fault = add.error ? readFault(add.error).fields : {};
  const set = (part: Partial<ProgramEntry>) => setDraft((before) => ({ ...before, ...part }));
  const fields = { draft, fault, set };
  return (
    <FormDialog
      title="Name a program"
      action="Name it"
      call={{ ...add, error: Object.keys(fault).length > 0 ? null : add.error }}
      failure="The program was not named"
      onSubmit={() => add.mutate({ ...draft, label: draft.label?.trim() || null })}
      onClose={onClose}
    >
      <PathField {...fields} />
      <WhereFields {...fields} />
      <LongTextField
        label="Note"
        optional
        error={fault.note ?? null}
        maxLength={500}
        value={draft.note ?? ''}
        onChange={(note) => set({ note: note || null })}
      />
    </FormDialog>
  );
}
