'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, ChoiceCards, Dialog, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { Role, UserRow } from '@/trpc/shapes';
import { ResetLinkDialog } from './reset-link-dialog';
import { ROLES } from './roles';
import { ScopeChoice } from './scope-choice';

function useOutcome(done: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return { onSuccess: done, onSettled: () => queryClient.invalidateQueries(trpc.users.pathFilter()) };
}

function RoleDialog({ row, onClose }: { row: UserRow; onClose(): void }) {
  const trpc = useTRPC();
  const [role, setRole] = useState<Role>(row.role);
  const [scopeIds, setScopeIds] = useState(row.scopeIds);
  const save = useMutation(trpc.users.setRole.mutationOptions(useOutcome(onClose)));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Role of ${row.name}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={save.isPending}
            onClick={() => save.mutate({ id: row.id, role, scopeIds })}
          >
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ChoiceCards
          legend="Role"
          name="new-role"
          value={role}
          choices={ROLES.map((one) => ({ value: one.value, title: one.value, text: one.text }))}
          onChange={(value) => setRole(value as typeof role)}
        />
        <ScopeChoice value={scopeIds} onChange={setScopeIds} />
        {save.error ? <FaultState title="The role was not changed" error={save.error} /> : null}
      </div>
    </Dialog>
  );
}

function DisableDialog({ row, onClose }: { row: UserRow; onClose(): void }) {
  const trpc = useTRPC();
  const outcome = useOutcome(() => {
    toast.success(`${row.name} can’t sign in any more.`);
    onClose();
  });
  const disable = useMutation(trpc.users.disable.mutationOptions(outcome));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={`Disable ${row.name}`}
      description="They are signed out everywhere and can’t sign in again. What they did stays in the audit trail."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={disable.isPending} onClick={() => disable.mutate({ id: row.id })}>
            Disable
          </Button>
        </>
      }
    >
      {disable.error ? <FaultState title="That was not done" error={disable.error} /> : <p>{row.email}</p>}
    </Dialog>
  );
}

function EnableButton({ row }: { row: UserRow }) {
  const trpc = useTRPC();
  const outcome = useOutcome(() =>
    toast.success(`${row.name} can sign in again, with the password of before.`),
  );
  const enable = useMutation(
    trpc.users.enable.mutationOptions({
      ...outcome,
      onError: (error) => toast.error(readFault(error).message),
    }),
  );
  return (
    <Button size="sm" variant="ghost" busy={enable.isPending} onClick={() => enable.mutate({ id: row.id })}>
      Enable<span className="sr-only"> {row.name}</span>
    </Button>
  );
}

export function UserActions({ row }: { row: UserRow }) {
  const may = useMay();
  const [open, setOpen] = useState<'role' | 'link' | 'disable' | null>(null);
  if (row.disabledAt !== null) return may('user.enable') ? <EnableButton row={row} /> : null;
  if (!may('user.setRole') && !may('user.disable')) return null;
  return (
    <span className="flex flex-wrap gap-1">
      {may('user.setRole') ? (
        <Button size="sm" variant="ghost" onClick={() => setOpen('role')}>
          Role<span className="sr-only"> of {row.name}</span>
        </Button>
      ) : null}
      {may('user.createResetLink') ? (
        <Button size="sm" variant="ghost" onClick={() => setOpen('link')}>
          New password<span className="sr-only"> for {row.name}</span>
        </Button>
      ) : null}
      {may('user.disable') ? (
        <Button size="sm" variant="ghost" onClick={() => setOpen('disable')}>
          Disable<span className="sr-only"> {row.name}</span>
        </Button>
      ) : null}
      {open === 'role' ? <RoleDialog row={row} onClose={() => setOpen(null)} /> : null}
      {open === 'link' ? <ResetLinkDialog row={row} onClose={() => setOpen(null)} /> : null}
      {open === 'disable' ? <DisableDialog row={row} onClose={() => setOpen(null)} /> : null}
    </span>
  );
}
