'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Field, Input, NumberField, SelectField, TextField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FormDialog } from '@/presentation/form-dialog';
import { TargetField } from '@/sending/target-field';
import { WebhookSecret } from '@/sending/webhook-secret';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { ReportScheduleEntry } from '@/trpc/shapes';
import { type Draft, entryOf, FIRST_DRAFT } from './schedule-draft';

function Fields({
  draft,
  fields,
  set,
}: {
  draft: Draft;
  fields: Record<string, string>;
  set(change: Partial<Draft>): void;
}) {
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
      <div className="flex flex-wrap gap-3">
        <SelectField
          className="grow basis-40"
          label="Sent"
          value={draft.every}
          choices={[
            ['day', 'every day'],
            ['week', 'every Monday'],
            ['month', 'on the first of every month'],
          ]}
          onChange={(every) => set({ every })}
        />
        <NumberField
          label="Hour"
          className="w-24"
          min={0}
          max={23}
          value={draft.hour}
          onChange={(hour) => set({ hour })}
        />
        <Field label="Time zone" className="grow basis-40" error={fields.timeZone ?? null}>
          {(control) => (
            <Input
              {...control}
              required
              list="schedule-zones"
              value={draft.timeZone}
              onChange={(event) => set({ timeZone: event.target.value })}
            />
          )}
        </Field>
        <datalist id="schedule-zones">
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <div className="flex flex-wrap gap-3">
        <SelectField
          className="grow basis-40"
          label="Entries"
          value={draft.outcome}
          choices={[
            ['all', 'all'],
            ['refused', 'refused ones'],
            ['failed', 'failed ones'],
          ]}
          onChange={(outcome) => set({ outcome })}
        />
        <SelectField
          className="grow basis-40"
          label="As"
          value={draft.format}
          choices={[
            ['csv', 'CSV'],
            ['jsonl', 'JSON lines'],
          ]}
          onChange={(format) => set({ format })}
        />
        <SelectField
          className="grow basis-40"
          label="To"
          value={draft.kind}
          choices={[
            ['mail', 'e-mail'],
            ['webhook', 'a webhook'],
            ['folder', 'a folder on the server'],
          ]}
          onChange={(kind) => set({ kind })}
        />
      </div>
      {draft.kind === 'folder' ? (
        <p className="text-xs text-muted">
          The folder is the server’s: TEREDO_FLEET_REPORT_FOLDER names it. Nobody chooses another one here.
        </p>
      ) : (
        <TargetField
          kind={draft.kind}
          gets="the file"
          keeps={null}
          fields={fields}
          value={draft.target}
          onChange={(target) => set({ target })}
        />
      )}
    </>
  );
}

export function CreateScheduleDialog({ timeZone, onClose }: { timeZone: string; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ ...FIRST_DRAFT, timeZone });
  const create = useMutation(
    trpc.reportSchedules.create.mutationOptions({
      onSuccess: async ({ secret }) => {
        await queries.invalidateQueries(trpc.reportSchedules.pathFilter());
        if (secret === null) onClose();
      },
    }),
  );
  const secret = create.data?.secret ?? null;
  if (secret !== null) return <WebhookSecret what="reports" secret={secret} onClose={onClose} />;
  const entry: ReportScheduleEntry = entryOf(draft);
  return (
    <FormDialog
      title="Send a report on a schedule"
      action="Schedule"
      call={create}
      failure="The report was not scheduled"
      onSubmit={() => create.mutate(entry)}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        fields={readFault(create.error ?? {}).fields}
        set={(change) => setDraft((old) => ({ ...old, ...change }))}
      />
    </FormDialog>
  );
}
