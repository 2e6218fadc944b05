'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, Field, Textarea, TextField, useClock } from '@teredo-fleet/ui';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { InstantField } from '@/plan/instant-field';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const iso = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString());

function AddForm({ onDone }: { onDone(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { now } = useClock();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<number | null>(() => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS);
  const [to, setTo] = useState<number | null>(() => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS + DAY_MS);
  const add = useMutation(
    trpc.freezes.add.mutationOptions({
      onSuccess: onDone,
      onSettled: () => queryClient.invalidateQueries(trpc.freezes.pathFilter()),
    }),
  );
  const { fields } = readFault(add.error);
  return (
    <form
      id="freeze-form"
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name, from: iso(from), to: iso(to), reason });
      }}
    >
      <TextField label="Name" maxLength={100} error={fields.name ?? null} value={name} onChange={setName} />
      <div className="grid gap-3 sm:grid-cols-2">
        <InstantField
          label="From"
          hint="Nothing starts from then."
          error={fields.from ?? null}
          value={from}
          onChange={setFrom}
        />
        <InstantField
          label="To"
          hint="Changes may start again."
          error={fields.to ?? null}
          value={to}
          onChange={setTo}
        />
      </div>
      <Field label="Reason" hint="Kept in the audit trail." error={fields.reason ?? null}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {add.error ? <FaultState title="The freeze was not added" error={add.error} /> : null}
    </form>
  );
}

/** Adds a time in which nothing starts. */
export function AddFreezeDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <CalendarPlus aria-hidden /> Add a freeze
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Add a freeze"
        description="No change starts anywhere in this time. Changes under way finish; rolling back stays possible."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" form="freeze-form" variant="primary">
              Add
            </Button>
          </>
        }
      >
        <AddForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
