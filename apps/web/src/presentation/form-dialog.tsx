'use client';
import { Button, Dialog } from '@teredo-fleet/ui';
import { type ReactNode, useId } from 'react';
import { FaultState } from './fault-state';

/** A form in a dialog that is open as long as it is there: its fields, what went wrong, and the button that sends it. */
export function FormDialog(props: {
  title: string;
  description?: string;
  /** On the button that sends it. */
  action: string;
  call: { isPending: boolean; error: unknown };
  /** What did not happen, where the call failed. */
  failure: string;
  onSubmit(): void;
  onClose(): void;
  children: ReactNode;
}) {
  const id = useId();
  const { call, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={call.isPending}>
            {props.action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        {props.children}
        {call.error ? <FaultState title={props.failure} error={call.error} /> : null}
      </form>
    </Dialog>
  );
}
