'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { ReasonField } from '@/change/reason-field';
import { FormDialog } from '@/presentation/form-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { AlertView } from '@/trpc/shapes';

/** Says to the others that one is at it. */
export function AcknowledgeButton({ alert }: { alert: AlertView }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const acknowledge = useMutation(
    trpc.alerts.acknowledge.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: () => queries.invalidateQueries(trpc.alerts.pathFilter()),
    }),
  );
  if (!may('alert.acknowledge') || alert.endedAt !== null || alert.acknowledged !== null) return null;
  const words = reason.trim();
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Hand aria-hidden /> Acknowledge
        <span className="sr-only"> {alert.title}</span>
      </Button>
      {open ? (
        <FormDialog
          title={`Acknowledge: ${alert.title}`}
          action="Acknowledge"
          call={acknowledge}
          failure="It was not acknowledged"
          onSubmit={() => acknowledge.mutate({ id: alert.id, ...(words === '' ? {} : { reason: words }) })}
          onClose={() => setOpen(false)}
        >
          <p className="text-sm text-muted">
            The others see that you are at it. The alert ends by itself once what it tells of is no longer so;
            news of it take your acknowledgement back.
          </p>
          <ReasonField
            label="What you do about it"
            hint="Needs no words. Kept in the audit trail."
            error={readFault(acknowledge.error ?? {}).fields.reason}
            value={reason}
            onChange={setReason}
          />
        </FormDialog>
      ) : null}
    </>
  );
}
