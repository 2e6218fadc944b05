'use client';
import { useMutation } from '@tanstack/react-query';
import { AbsoluteTime, Button, CopyField, Dialog } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { UserRow } from '@/trpc/shapes';

/** Makes a one-time link for somebody who lost their password, and shows it once. */
export function ResetLinkDialog({ row, onClose }: { row: UserRow; onClose(): void }) {
  const trpc = useTRPC();
  const make = useMutation(trpc.users.createResetLink.mutationOptions());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`New password for ${row.name}`}
      description="A link by which they choose a new password themselves. It works once; an earlier link stops working. Their password stays until they use it, and then they are signed out everywhere."
      footer={
        make.data ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" busy={make.isPending} onClick={() => make.mutate({ id: row.id })}>
              Make the link
            </Button>
          </>
        )
      }
    >
      {make.error ? <FaultState title="The link was not made" error={make.error} /> : null}
      {make.data ? (
        <div className="flex flex-col gap-2 text-sm">
          <CopyField value={make.data.link} what="link" />
          <p>
            Hand it to {row.name} only: whoever opens it sets the password. It is not shown again, and works
            until <AbsoluteTime at={make.data.expiresAt} />.
          </p>
        </div>
      ) : (
        <p className="text-sm text-muted">{row.email}</p>
      )}
    </Dialog>
  );
}
