'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, NumberField, SelectField } from '@teredo-fleet/ui';
import { Send } from 'lucide-react';
import { useState } from 'react';
import {
  OFFER_LIMITS,
  type OfferDraft,
  type OfferFaults,
  type OfferNumber,
  offerConsequences,
  offerFaults,
} from '@/agent-update/offer-words';
import { ReasonField } from '@/change/reason-field';
import { FormDialog } from '@/presentation/form-dialog';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { AgentUpdateView } from '@/trpc/shapes';

type Release = NonNullable<AgentUpdateView['release']>;

const USUAL: OfferDraft = {
  label: null,
  canaries: 2,
  percent: 10,
  atOnce: 20,
  maxFailures: 1,
  reason: '',
};

const NUMBERS: readonly { key: OfferNumber; label: string; hint: string }[] = [
  { key: 'canaries', label: 'Canaries', hint: 'So many show first that it works.' },
  { key: 'percent', label: 'Percent', hint: 'Then it goes to this share.' },
  { key: 'atOnce', label: 'At once', hint: 'So many at it at the same time.' },
  { key: 'maxFailures', label: 'Failures that hold it', hint: 'Until somebody has looked.' },
];

/** What the server is asked, once nothing is missing. */
const asked = ({ canaries, percent, atOnce, maxFailures, label, reason }: OfferDraft) => ({
  label,
  reason: reason.trim(),
  canaries: canaries ?? 0,
  percent: percent ?? 0,
  atOnce: atOnce ?? 0,
  maxFailures: maxFailures ?? 0,
});

function LabelField(props: {
  value: string | null;
  error: string | null;
  onChange(label: string | null): void;
}) {
  const trpc = useTRPC();
  const counts = useQuery(trpc.machines.counts.queryOptions({ filter: { status: ['active'] } }));
  const labels = Object.keys(counts.data?.byLabel ?? {}).sort();
  return (
    <SelectField
      label="Machines"
      error={props.error}
      value={props.value ?? ''}
      choices={[
        ['', 'Of every label'],
        ...labels.map((label) => [label, `With the label ${label}`] as const),
      ]}
      onChange={(label) => props.onChange(label || null)}
    />
  );
}

function OfferDialog({ release, onClose }: { release: Release; onClose(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(USUAL);
  const [tried, setTried] = useState(false);
  const offer = useMutation(
    trpc.agentUpdates.offer.mutationOptions({
      onSuccess: onClose,
      onSettled: () => queryClient.invalidateQueries(trpc.agentUpdates.pathFilter()),
    }),
  );
  const faults = offerFaults(draft);
  const fields: OfferFaults & { label?: string } = {
    ...readFault(offer.error).fields,
    ...(tried ? faults : {}),
  };
  const set = (part: Partial<OfferDraft>) => setDraft((old) => ({ ...old, ...part }));
  return (
    <FormDialog
      title={`Offer version ${release.version}`}
      action="Offer it"
      call={offer}
      failure="It was not offered"
      onSubmit={() => {
        setTried(true);
        if (Object.keys(faults).length === 0) offer.mutate({ version: release.version, ...asked(draft) });
      }}
      onClose={onClose}
    >
      <LabelField value={draft.label} error={fields.label ?? null} onChange={(label) => set({ label })} />
      <div className="grid grid-cols-2 gap-3">
        {NUMBERS.map(({ key, label, hint }) => (
          <NumberField
            key={key}
            label={label}
            hint={hint}
            error={fields[key] ?? null}
            min={1}
            max={OFFER_LIMITS[key]}
            value={draft[key]}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
      </div>
      <ul aria-label="What happens" className="ml-4 list-disc space-y-1 text-sm text-muted wrap-anywhere">
        {offerConsequences(draft, release.takers).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ReasonField error={fields.reason} value={draft.reason} onChange={(reason) => set({ reason })} />
    </FormDialog>
  );
}

/** Offers the signed release, after saying what will happen. */
export function OfferButton({ release }: { release: Release }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Send aria-hidden /> Offer {release.version}
      </Button>
      {open ? <OfferDialog release={release} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
