'use client';
import { Button, type ButtonProps } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import type { VerbDialog } from './verb-words';

/** What a dialog needs of a call that is made with a reason. */
export interface ReasonedCall {
  isPending: boolean;
  error: unknown;
  reset(): void;
}

/** A button that says what will happen, asks why, and then does it. */
export function VerbButton(props: {
  dialog: VerbDialog;
  call: ReasonedCall;
  variant?: ButtonProps['variant'];
  size?: ButtonProps['size'];
  /** Whether a rollout's report tells of it; it does unless said otherwise. */
  reported?: boolean;
  /** What else is decided in the dialog. */
  fields?: ReactNode;
  children: ReactNode;
  onConfirm(reason: string, done: () => void): void;
}) {
  const [open, setOpen] = useState(false);
  /** What the open dialog says stays so, and that is what is done, whatever becomes of the rollout meanwhile. */
  const [asked, setAsked] = useState({ dialog: props.dialog, onConfirm: props.onConfirm });
  const { title, description, consequences, action, danger, confirmWord } = asked.dialog;
  return (
    <>
      <Button
        variant={props.variant ?? (props.dialog.danger ? 'danger-quiet' : 'secondary')}
        size={props.size}
        onClick={() => {
          props.call.reset();
          setAsked({ dialog: props.dialog, onConfirm: props.onConfirm });
          setOpen(true);
        }}
      >
        {props.children}
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        description={description}
        consequences={consequences}
        action={action}
        danger={danger}
        fields={props.fields}
        {...(confirmWord === null ? {} : { confirmWord })}
        reported={props.reported ?? true}
        busy={props.call.isPending}
        error={props.call.error}
        onConfirm={(reason) => asked.onConfirm(reason, () => setOpen(false))}
      />
    </>
  );
}
