'use client';
import { Button, Dialog, Field, Input } from '@teredo-fleet/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { readFault } from '@/trpc/fault';
import { type ReasonFaults, reasonFaults } from './reason-faults';
import { ReasonField } from './reason-field';

/** Asks why before something is done; where it can't be undone, also for a word to be typed. */
export function ReasonDialog(props: {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description: ReactNode;
  /** What will happen, a line each. */
  consequences?: readonly string[];
  action: string;
  /** On the button that leaves everything as it is. */
  dismiss?: string;
  danger?: boolean;
  /** What else is decided, below the reason. */
  fields?: ReactNode;
  /** Must be typed exactly. */
  confirmWord?: string;
  /** What is done goes into the report of a rollout, too. */
  reported?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm(reason: string): void;
}) {
  const [reason, setReason] = useState('');
  const [word, setWord] = useState('');
  const [tried, setTried] = useState(false);
  const { open } = props;
  useEffect(() => {
    if (open) return;
    setReason('');
    setWord('');
    setTried(false);
  }, [open]);
  const faults = reasonFaults({ reason, word, confirmWord: props.confirmWord ?? null });
  const shown: ReasonFaults = tried ? faults : { reason: null, word: null };
  const submit = (form: HTMLFormElement) => {
    setTried(true);
    const first = faults.word ? 'word' : faults.reason ? 'reason' : null;
    if (first) form.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else if (!props.busy) props.onConfirm(reason.trim());
  };
  return (
    <Dialog
      open={open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      description={props.description}
      size={props.fields ? 'md' : 'sm'}
      footer={
        <>
          <Button onClick={() => props.onOpenChange(false)}>{props.dismiss ?? 'Cancel'}</Button>
          <Button
            type="submit"
            form="reason-form"
            variant={props.danger ? 'danger' : 'primary'}
            busy={props.busy}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <form
        id="reason-form"
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit(event.currentTarget);
        }}
      >
        {props.consequences ? (
          <ul className="ml-4 list-disc space-y-1 text-sm text-muted">
            {props.consequences.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        {props.confirmWord === undefined ? null : (
          <Field
            label={
              <>
                Type <code>{props.confirmWord}</code> to go on
              </>
            }
            error={shown.word}
          >
            {(control) => (
              <Input
                {...control}
                name="word"
                required
                autoComplete="off"
                spellCheck={false}
                value={word}
                onChange={(event) => setWord(event.target.value)}
              />
            )}
          </Field>
        )}
        <ReasonField
          hint={`Kept in the audit trail${props.reported ? ', and in the rollout’s report' : ''}.`}
          error={shown.reason ?? readFault(props.error).fields.reason}
          name="reason"
          required
          value={reason}
          onChange={setReason}
        />
        {props.fields}
        {props.error ? <FaultState title="That was not done" error={props.error} /> : null}
      </form>
    </Dialog>
  );
}
