'use client';
import { Button, Dialog } from '@teredo-fleet/ui';
import { type ReactNode, useState } from 'react';
import { FaultState } from './fault-state';

/** A button that ends something for good, once more asked for. `children`: by what one knows that it is the right one. */
export function RevokeButton(props: {
  name: string;
  /** What it does, as its word says. */
  verb?: 'Revoke' | 'Remove';
  /** What it means for who uses it. */
  description: string;
  call: { isPending: boolean; error: unknown };
  onRevoke(done: () => void): void;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const { name, call, verb = 'Revoke' } = props;
  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        {verb}
        <span className="sr-only"> {name}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="sm"
        title={`${verb} “${name}”`}
        description={props.description}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              variant="danger"
              busy={call.isPending}
              onClick={() => props.onRevoke(() => setOpen(false))}
            >
              {verb}
            </Button>
          </>
        }
      >
        {call.error ? (
          <FaultState title={`It was not ${verb.toLowerCase()}d`} error={call.error} />
        ) : (
          <p className="text-sm text-muted">{props.children}</p>
        )}
      </Dialog>
    </>
  );
}
