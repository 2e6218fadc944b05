'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AbsoluteTime, Button, CopyField, Dialog, SelectField, TextField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { useViewer } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { NewApiToken } from '@/trpc/shapes';
import { type Access, AccessFields } from './access-fields';
import { TOKEN_ROLES } from './roles';

const LIFETIMES = [
  [7, '1 week'],
  [30, '30 days'],
  [90, '90 days'],
  [366, '1 year'],
] as const;

interface Draft extends Access {
  name: string;
  expiresInDays: number;
}

function Made({ made: { secret, token }, onClose }: { made: NewApiToken; onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The API token “${token.name}”`}
      description="Copy it now: it is not shown again."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="flex flex-col gap-2 text-sm">
        <CopyField value={secret} what="API token" />
        <p>
          Whoever has it acts as you with the role {token.role}, until <AbsoluteTime at={token.expiresAt} />.
          Keep it where passwords are kept.
        </p>
      </div>
    </Dialog>
  );
}

/** Asks what the token is for, then shows it, once. */
export function CreateApiTokenDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    name: '',
    role: null,
    scopeIds: viewer.scopeIds,
    expiresInDays: 90,
  });
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const create = useMutation(
    trpc.apiTokens.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.apiTokens.pathFilter()),
    }),
  );
  if (create.data) return <Made made={create.data} onClose={onClose} />;
  const fields = readFault(create.error).fields;
  return (
    <FormDialog
      title="New API token"
      action="Make the token"
      call={create}
      failure="No token was made"
      onClose={onClose}
      onSubmit={() => {
        if (draft.role) create.mutate({ ...draft, role: draft.role });
      }}
    >
      <TextField
        label="Name"
        hint="The program or the machine that will use it."
        error={fields.name}
        required
        maxLength={60}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <AccessFields
        access={draft}
        roles={TOKEN_ROLES.filter(({ value }) => viewer.tokenRoles.includes(value))}
        onChange={set}
      />
      <SelectField
        label="Good for"
        error={fields.expiresInDays ?? null}
        value={String(draft.expiresInDays)}
        choices={LIFETIMES.map(([days, words]) => [String(days), words])}
        onChange={(days) => set({ expiresInDays: Number(days) })}
      />
    </FormDialog>
  );
}
