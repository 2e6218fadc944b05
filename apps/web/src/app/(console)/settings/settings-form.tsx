'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Field, type FieldControl, Input, toast } from '@teredo-fleet/ui';
import { type ReactNode, useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { ServerPicker } from '@/presentation/server-picker';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { SettingsChange, SettingsView } from '@/trpc/shapes';

interface Line {
  key: keyof SettingsChange & keyof SettingsView;
  label: string;
  hint: ReactNode;
  kind: 'url' | 'text' | 'number' | 'server';
  min?: number;
}

const GROUPS: readonly { title: string; lines: readonly Line[] }[] = [
  {
    title: 'Addresses',
    lines: [
      { key: 'publicUrl', label: 'Dashboard address', hint: 'What people open.', kind: 'url' },
      {
        key: 'agentUrl',
        label: 'Agent address',
        hint: 'What machines connect to; part of every enrol command.',
        kind: 'url',
      },
    ],
  },
  {
    title: 'Measuring',
    lines: [
      {
        key: 'reachabilityPeer',
        label: 'Teredo peer to ping',
        hint: 'A Teredo address that answers pings. Empty: reachability can’t be told.',
        kind: 'text',
      },
      {
        key: 'probeServer',
        label: 'Teredo server for probes',
        hint: 'Where a machine has none of its own. Host name or IPv4 address.',
        kind: 'server',
      },
      {
        key: 'observeSeconds',
        label: 'Observe every, seconds',
        hint: 'Facts three periods old count as stale.',
        kind: 'number',
        min: 5,
      },
      {
        key: 'heartbeatSeconds',
        label: 'Heartbeat every, seconds',
        hint: 'How soon a lost machine shows as offline.',
        kind: 'number',
        min: 1,
      },
    ],
  },
  {
    title: 'Limits',
    lines: [
      {
        key: 'singleChangesPerOperatorAndDay',
        label: 'Single changes per operator and day',
        hint: 'Keeps a row of single changes from going round approval.',
        kind: 'number',
        min: 0,
      },
    ],
  },
];

const LINES = GROUPS.flatMap((group) => group.lines);

type Draft = Record<string, string>;

function draftOf(settings: SettingsView): Draft {
  return Object.fromEntries(LINES.map((line) => [line.key, String(settings[line.key] ?? '')]));
}

/** Only what differs is sent. */
function changeOf(draft: Draft, settings: SettingsView): SettingsChange {
  const changed = LINES.filter((line) => draft[line.key] !== draftOf(settings)[line.key]);
  return Object.fromEntries(
    changed.map((line) => {
      const text = (draft[line.key] ?? '').trim();
      if (line.kind === 'number') return [line.key, Number(text)];
      return [line.key, line.kind === 'url' ? text : text || null];
    }),
  );
}

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
  return (
    <Input
      {...control}
      type={line.kind}
      min={line.min}
      required={line.kind !== 'text'}
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
  const [draft, setDraft] = useState(() => draftOf(settings));
  const save = useMutation(
    trpc.settings.set.mutationOptions({
      onSuccess: (saved) => {
        setDraft(draftOf(saved));
        toast.success('Settings saved.');
      },
      onSettled: () => queryClient.invalidateQueries(trpc.settings.pathFilter()),
    }),
  );
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
                        onChange={(value) => setDraft((old) => ({ ...old, [line.key]: value }))}
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
