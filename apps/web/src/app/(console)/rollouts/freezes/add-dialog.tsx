'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, TextField, useClock } from '@teredo-fleet/ui';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { ReasonField } from '@/change/reason-field';
import { InstantField } from '@/plan/instant-field';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const iso = (ms: number | null) => (ms === null ? '' : new Date(ms).toISOString());

function AddDialog({ onClose }: { onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { now } = useClock();
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState<number | null>(() => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS);
  const [to, setTo] = useState<number | null>(() => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS + DAY_MS);
  const add = useMutation(
    trpc.freezes.add.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queryClient.invalidateQueries(trpc.freezes.pathFilter()),
    }),
  );
  const { fields } = readFault(add.error);
  return (
    <FormDialog
      title="Add a freeze"
      description="No change starts anywhere in this time. Changes under way finish; rolling back stays possible."
      action="Add"
      call={add}
      failure="The freeze was not added"
      onSubmit={() => add.mutate({ name, from: iso(from), to: iso(to), reason })}
      onClose={onClose}
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
      <ReasonField error={fields.reason} value={reason} onChange={setReason} />
    </FormDialog>
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
      {open ? <AddDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
