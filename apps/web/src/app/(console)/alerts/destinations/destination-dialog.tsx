'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, SelectField, TextField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { ALERT_KINDS, ALERT_LOOKS } from '@/alert/alert-kinds';
import { FormDialog } from '@/presentation/form-dialog';
import { targetOf } from '@/sending/send-target';
import { TargetField } from '@/sending/target-field';
import { WebhookSecret } from '@/sending/webhook-secret';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { AlertDestinationView } from '@/trpc/shapes';
import { type Draft, draftOf, FIRST_DRAFT } from './destination-draft';

/** Ticks of which none means all. */
function Choices<T extends string>(props: {
  label: string;
  all: string;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange(chosen: T[]): void;
}) {
  const { chosen } = props;
  const toggle = (value: T) =>
    props.onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset>
      <legend className="text-sm font-medium">{props.label}</legend>
      <p className="text-xs text-muted">{chosen.length === 0 ? props.all : `${chosen.length} chosen.`}</p>
      <div className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {props.choices.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Fields(props: {
  draft: Draft;
  /** Of a place that is there already. */
  shownTarget: string | null;
  fields: Record<string, string>;
  set(change: Partial<Draft>): void;
}) {
  const { draft, fields, set, shownTarget } = props;
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  return (
    <>
      <TextField
        label="Name"
        required
        maxLength={60}
        error={fields.name ?? null}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      {shownTarget === null ? (
        <SelectField
          label="By"
          value={draft.kind}
          choices={[
            ['mail', 'e-mail'],
            ['webhook', 'a webhook'],
          ]}
          onChange={(kind) => set({ kind, target: '' })}
        />
      ) : null}
      <TargetField
        kind={draft.kind}
        gets="JSON"
        keeps={draft.kind === 'webhook' ? shownTarget : null}
        fields={fields}
        value={draft.target}
        onChange={(target) => set({ target })}
      />
      <Choices
        label="Kinds of alerts"
        all="None chosen: every kind."
        choices={ALERT_KINDS.map((kind) => ({ value: kind, label: ALERT_LOOKS[kind].word }))}
        chosen={draft.kinds}
        onChange={(kinds) => set({ kinds })}
      />
      {scopes.length > 1 ? (
        <Choices
          label="Scopes"
          all="None chosen: every scope, and what is of the whole installation."
          choices={scopes.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.scopeIds}
          onChange={(scopeIds) => set({ scopeIds })}
        />
      ) : null}
    </>
  );
}

/** Makes a place where alerts are told, or changes one. */
export function DestinationDialog({
  destination,
  onClose,
}: {
  destination: AlertDestinationView | null;
  onClose(): void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.alerts.pathFilter());
  const [draft, setDraft] = useState<Draft>(destination === null ? FIRST_DRAFT : draftOf(destination));
  const create = useMutation(
    trpc.alerts.createDestination.mutationOptions({
      onSuccess: async ({ secret }) => {
        await refresh();
        if (secret === null) onClose();
      },
    }),
  );
  const edit = useMutation(
    trpc.alerts.editDestination.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const secret = create.data?.secret ?? null;
  if (secret !== null) return <WebhookSecret what="alerts" secret={secret} onClose={onClose} />;
  const call = destination === null ? create : edit;
  const { name, kinds, scopeIds, kind, target } = draft;
  const submit = () => {
    if (destination === null) return create.mutate({ name, kinds, scopeIds, to: targetOf(kind, target) });
    const to = target.trim() === '' ? {} : { to: targetOf(kind, target) };
    edit.mutate({ id: destination.id, name, kinds, scopeIds, ...to });
  };
  return (
    <FormDialog
      title={destination === null ? 'Tell alerts at another place' : `Change “${destination.name}”`}
      action={destination === null ? 'Add' : 'Save'}
      call={call}
      failure="It was not saved"
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        shownTarget={destination?.target ?? null}
        fields={readFault(call.error ?? {}).fields}
        set={(change) => setDraft((old) => ({ ...old, ...change }))}
      />
    </FormDialog>
  );
}
