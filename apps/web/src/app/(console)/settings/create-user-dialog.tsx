'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, ChoiceCards, Dialog, TextField, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { NewPasswordField } from '@/presentation/new-password-field';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { Role } from '@/trpc/shapes';
import { ROLES } from './roles';
import { ScopeChoice } from './scope-choice';

interface Draft {
  name: string;
  email: string;
  password: string;
  /** null: not chosen yet. What somebody may do is decided, not left as it stood. */
  role: Role | null;
  scopeIds: string[];
}

export function CreateUserDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    name: '',
    email: '',
    password: '',
    role: null,
    scopeIds: [],
  });
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const create = useMutation(
    trpc.users.create.mutationOptions({
      onSuccess: () => {
        toast.success(`${draft.name} can sign in now.`);
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.users.pathFilter()),
    }),
  );
  const fields = readFault(create.error).fields;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New user"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="user-form" variant="primary" busy={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <form
        id="user-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft.role) create.mutate({ ...draft, role: draft.role });
        }}
      >
        <TextField
          label="Name"
          error={fields.name}
          required
          maxLength={100}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="E-mail"
          error={fields.email}
          type="email"
          required
          autoComplete="off"
          value={draft.email}
          onChange={(email) => set({ email })}
        />
        <NewPasswordField
          label="First password"
          hint="Hand it over in person."
          error={fields.password}
          value={draft.password}
          onChange={(password) => set({ password })}
        />
        <ChoiceCards
          legend="Role"
          name="role"
          value={draft.role}
          choices={ROLES.map((role) => ({ value: role.value, title: role.value, text: role.text }))}
          onChange={(role) => set({ role })}
        />
        <ScopeChoice value={draft.scopeIds} onChange={(scopeIds) => set({ scopeIds })} />
        {create.error ? <FaultState title="The user was not created" error={create.error} /> : null}
      </form>
    </Dialog>
  );
}
