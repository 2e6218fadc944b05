'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, NumberField, toast } from '@teredo-fleet/ui';
import { OctagonX, Play, Rows3 } from 'lucide-react';
import { useState } from 'react';
import {
  goOnDialog,
  machineCount,
  newUpdateFailures,
  type OfferFaults,
  offerFaults,
  stopDialog,
} from '@/agent-update/offer-words';
import { ReasonField } from '@/change/reason-field';
import { FormDialog } from '@/presentation/form-dialog';
import { VerbButton } from '@/rollout/verb-button';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { AgentUpdateOffer } from '@/trpc/shapes';

function useChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.agentUpdates.change.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.agentUpdates.pathFilter()),
    }),
  );
}

/** After failures: somebody has looked, and only new ones hold the offer again. */
export function GoOnButton({ offer }: { offer: AgentUpdateOffer }) {
  const change = useChange();
  if (newUpdateFailures(offer) === 0) return null;
  const { percent, atOnce } = offer;
  return (
    <VerbButton
      dialog={goOnDialog(offer)}
      call={change}
      size="sm"
      reported={false}
      onConfirm={(reason, onSuccess) => change.mutate({ percent, atOnce, goOn: true, reason }, { onSuccess })}
    >
      <Play aria-hidden /> Go on
    </VerbButton>
  );
}

/** Ends the offer. */
export function StopButton({ offer }: { offer: AgentUpdateOffer }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const stop = useMutation(
    trpc.agentUpdates.stop.mutationOptions({
      onSuccess: () => void toast.success(`Version ${offer.version} is not offered any more.`),
      onSettled: () => queryClient.invalidateQueries(trpc.agentUpdates.pathFilter()),
    }),
  );
  return (
    <VerbButton
      dialog={stopDialog(offer)}
      call={stop}
      size="sm"
      reported={false}
      onConfirm={(reason, onSuccess) => stop.mutate({ reason }, { onSuccess })}
    >
      <OctagonX aria-hidden /> Stop
    </VerbButton>
  );
}

function WidenDialog({ offer, onClose }: { offer: AgentUpdateOffer; onClose(): void }) {
  const change = useChange();
  const [percent, setPercent] = useState<number | null>(offer.percent);
  const [atOnce, setAtOnce] = useState<number | null>(offer.atOnce);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const faults = offerFaults({ percent, atOnce, reason });
  const fields: OfferFaults = { ...readFault(change.error).fields, ...(tried ? faults : {}) };
  const { within, beyond } = offer.notOffered;
  const narrower = percent !== null && percent < offer.percent;
  return (
    <FormDialog
      title={`Widen or narrow the offer of ${offer.version}`}
      action="Change the offer"
      call={change}
      failure="The offer was not changed"
      onSubmit={() => {
        setTried(true);
        if (percent === null || atOnce === null || Object.keys(faults).length > 0) return;
        change.mutate({ percent, atOnce, goOn: false, reason: reason.trim() }, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NumberField
          label="Percent"
          hint="Of the machines that can take it."
          error={fields.percent ?? null}
          min={1}
          max={100}
          value={percent}
          onChange={setPercent}
        />
        <NumberField
          label="At once"
          hint="So many at it at the same time."
          error={fields.atOnce ?? null}
          min={1}
          max={1000}
          value={atOnce}
          onChange={setAtOnce}
        />
      </div>
      <Callout tone="idle">
        {narrower
          ? 'Machines that were offered it go on; further ones outside the percent are not offered it.'
          : `${machineCount(within)} of the ${offer.percent} % still to come, ${beyond === 0 ? 'none' : machineCount(beyond)} beyond it.`}{' '}
        Failures that hold the offer go on to hold it: that is what “Go on” is for.
      </Callout>
      <ReasonField error={fields.reason} value={reason} onChange={setReason} />
    </FormDialog>
  );
}

/** To more machines, or to fewer. */
export function WidenButton({ offer }: { offer: AgentUpdateOffer }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Rows3 aria-hidden /> Widen
      </Button>
      {open ? <WidenDialog offer={offer} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
