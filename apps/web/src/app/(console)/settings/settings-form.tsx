'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Field, type FieldControl, Input, Select, toast } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { ServerPicker } from '@/presentation/server-picker';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { SettingsView } from '@/trpc/shapes';
import { changeOf, type Draft, draftOf, GROUPS, type Line } from './setting-lines';

function LineControl(props: {
  line: Line;
  control: FieldControl;
  value: string;
  onChange(value: string): void;
}) {
  const { line, control, value, onChange } = props;
  if (line.kind === 'server') {
    return <ServerPicker control={control} value={value} placeholder="none" onChange={onChange} />;
  }
  if (line.kind === 'choice') {
    return (
      <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
        {line.choices?.map(([kept, words]) => (
          <option key={kept} value={kept}>
            {words}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      {...control}
      type={line.kind === 'days' ? 'number' : line.kind}
      min={line.min}
      placeholder={line.kind === 'days' ? 'for ever' : undefined}
      required={line.kind !== 'text' && line.kind !== 'days'}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Addresses, measuring and limits. */
export function SettingsForm({ settings }: { settings: SettingsView }) {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  /** What was typed here; all else follows the server, so that nobody takes back what somebody else has set. */
  const [typed, setTyped] = useState<Draft>({});
  const save = useMutation(
    trpc.settings.set.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.settings.get.queryKey(), saved);
        setTyped({});
        toast.success('Settings saved.');
      },
      onSettled: () => queryClient.invalidateQueries(trpc.settings.pathFilter()),
    }),
  );
  const draft = { ...draftOf(settings), ...typed };
  const change = changeOf(draft, settings);
  const count = Object.keys(change).length;
  const fields = readFault(save.error).fields;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(change);
      }}
    >
      <Card>
        <div className="flex flex-col gap-5">
          {GROUPS.map((group) => (
            <fieldset key={group.title} disabled={!may('settings.set')} className="min-w-0">
              <legend className="mb-2 text-sm font-semibold">{group.title}</legend>
              <div className="grid gap-3 sm:grid-cols-2">
                {group.lines.map((line) => (
                  <Field key={line.key} label={line.label} hint={line.hint} error={fields[line.key] ?? null}>
                    {(control) => (
                      <LineControl
                        line={line}
                        control={control}
                        value={draft[line.key] ?? ''}
                        onChange={(value) => setTyped((old) => ({ ...old, [line.key]: value }))}
                      />
                    )}
                  </Field>
                ))}
              </div>
            </fieldset>
          ))}
          {save.error ? <FaultState title="The settings were not saved" error={save.error} /> : null}
          {may('settings.set') ? (
            <div className="flex items-center gap-3">
              <Button type="submit" variant="primary" busy={save.isPending} disabled={count === 0}>
                Save
              </Button>
              <span role="status" className="text-xs text-muted">
                {count === 0 ? 'Nothing changed.' : count === 1 ? 'One change.' : `${count} changes.`}
              </span>
            </div>
          ) : null}
        </div>
      </Card>
    </form>
  );
}
