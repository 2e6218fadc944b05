'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Field, Input, Select, Textarea, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { ProgramEntry } from '@/trpc/shapes';

const EVERY_SCOPE = '';

interface FieldsProps {
  draft: ProgramEntry;
  fault: Readonly<Record<string, string>>;
  set(part: Partial<ProgramEntry>): void;
}

function PathField({ draft, fault, set }: FieldsProps) {
  return (
    <Field
      label="Path"
      hint="Of one file: on a drive, below a folder of the machine such as %ProgramFiles%, or on Linux. No shares, wildcards or folders of a user."
      error={fault.path ?? null}
    >
      {(control) => (
        <Input
          {...control}
          required
          maxLength={240}
          autoComplete="off"
          spellCheck={false}
          placeholder="%ProgramFiles%\Chat\chat.exe"
          className="font-mono text-sm"
          value={draft.path}
          onChange={(event) => set({ path: event.target.value })}
        />
      )}
    </Field>
  );
}

function WhereFields({ draft, fault, set }: FieldsProps) {
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  return (
    <>
      {scopes.length < 2 ? null : (
        <Field label="Scope" hint="Agents of its machines look." error={fault.scopeId ?? null}>
          {(control) => (
            <Select
              {...control}
              value={draft.scopeId ?? EVERY_SCOPE}
              onChange={(event) =>
                set({ scopeId: event.target.value === EVERY_SCOPE ? null : event.target.value })
              }
            >
              <option value={EVERY_SCOPE}>Every scope</option>
              {scopes.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label="Label" optional hint="Only machines that have it." error={fault.label ?? null}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            autoComplete="off"
            value={draft.label ?? ''}
            onChange={(event) => set({ label: event.target.value || null })}
          />
        )}
      </Field>
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
    </FormDialog>
  );
}
