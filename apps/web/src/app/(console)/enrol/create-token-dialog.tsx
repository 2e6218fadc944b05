'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Dialog, Field, Input, Select } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { TokenCreate } from '@/trpc/shapes';
import { EnrolCommand } from './enrol-command';

const LIFETIMES = [
  [1, '1 hour'],
  [24, '1 day'],
  [168, '1 week'],
  [720, '30 days'],
] as const;

function useCreateToken() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.tokens.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
}

function Fields({
  draft,
  set,
  fault,
}: {
  draft: TokenCreate;
  set(part: Partial<TokenCreate>): void;
  fault: Readonly<Record<string, string>>;
}) {
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label="Label"
        hint="To know it by later: a site, a batch, a person."
        error={fault.label ?? null}
        className="sm:col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            value={draft.label}
            onChange={(event) => set({ label: event.target.value })}
          />
        )}
      </Field>
      {scopes.length > 1 ? (
        <Field label="Scope" error={fault.scopeId ?? null}>
          {(control) => (
            <Select
              {...control}
              value={draft.scopeId}
              onChange={(event) => set({ scopeId: event.target.value })}
            >
              {scopes.map((scope) => (
                <option key={scope.id} value={scope.id}>
                  {scope.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="How many machines" error={fault.maxUses ?? null}>
        {(control) => (
          <Input
            {...control}
            type="number"
            required
            min={1}
            max={100_000}
            value={draft.maxUses}
            onChange={(event) => set({ maxUses: Number.parseInt(event.target.value, 10) || 1 })}
          />
        )}
      </Field>
      <Field label="Usable for" error={fault.expiresInHours ?? null}>
        {(control) => (
          <Select
            {...control}
            value={draft.expiresInHours}
            onChange={(event) => set({ expiresInHours: Number(event.target.value) })}
          >
            {LIFETIMES.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Checkbox
        className="sm:col-span-2"
        label="Accept machines by themselves"
        hint="Otherwise each waits in a queue until a person accepts it."
        checked={draft.autoAccept}
        onChange={(event) => set({ autoAccept: event.target.checked })}
      />
    </div>
  );
}

/** Asks what the token is for, then shows the command, once. */
export function CreateTokenDialog({ onClose }: { onClose(): void }) {
  const create = useCreateToken();
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows;
  const [draft, setDraft] = useState<TokenCreate>({
    label: '',
    autoAccept: true,
    maxUses: 1,
    expiresInHours: 24,
  });
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title="Paste this on the machine"
        footer={
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <EnrolCommand made={create.data} />
      </Dialog>
    );
  }
  const scopeId = draft.scopeId ?? scopes?.[0]?.id;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New enrol command"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form="token-form"
            variant="primary"
            busy={create.isPending}
            disabled={draft.label.trim() === ''}
          >
            Make the command
          </Button>
        </>
      }
    >
      <form
        id="token-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ ...draft, scopeId });
        }}
      >
        <Fields
          draft={{ ...draft, scopeId }}
          set={(part) => setDraft((old) => ({ ...old, ...part }))}
          fault={readFault(create.error).fields}
        />
        {create.error ? <FaultState title="No token was made" error={create.error} /> : null}
      </form>
    </Dialog>
  );
}
