'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { EnrolCommand } from './enrol-command';
import { type TokenDraft, tokenFaults } from './token-draft';
import { TokenFields } from './token-fields';

function useCreateToken() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.tokens.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
}

/** Asks what the token is for, then shows the command, once. */
export function CreateTokenDialog({ onClose }: { onClose(): void }) {
  const create = useCreateToken();
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows;
  const [draft, setDraft] = useState<TokenDraft>({
    label: '',
    autoAccept: true,
    maxUses: 1,
    expiresInHours: 24,
  });
  const [tried, setTried] = useState(false);
  const faults = tokenFaults(draft);
  if (create.data) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={`Command for “${create.data.token.label}”`}
        footer={<Button onClick={onClose}>Done</Button>}
      >
        <EnrolCommand made={create.data} />
      </Dialog>
    );
  }
  const scopeId = draft.scopeId ?? (scopes?.length === 1 ? scopes[0]?.id : undefined);
  return (
    <FormDialog
      title="New enrol command"
      action="Make the command"
      call={create}
      failure="No token was made"
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (draft.maxUses !== null && Object.keys(faults).length === 0)
          create.mutate({ ...draft, maxUses: draft.maxUses, scopeId });
      }}
    >
      <TokenFields
        draft={{ ...draft, scopeId }}
        set={(part) => setDraft((old) => ({ ...old, ...part }))}
        fault={{ ...readFault(create.error).fields, ...(tried ? faults : {}) }}
      />
    </FormDialog>
  );
}
