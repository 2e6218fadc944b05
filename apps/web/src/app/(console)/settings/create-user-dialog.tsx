'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TextField, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { NewPasswordField } from '@/presentation/new-password-field';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { type Access, AccessFields } from './access-fields';
import { ROLES } from './roles';

interface Draft extends Access {
  name: string;
  email: string;
  password: string;
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
    <FormDialog
      title="New user"
      action="Create"
      call={create}
      failure="The user was not created"
      onClose={onClose}
      onSubmit={() => {
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
      <AccessFields access={draft} roles={ROLES} onChange={set} />
    </FormDialog>
  );
}
