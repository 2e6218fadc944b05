'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, cn, type FieldControl, Input, Menu, MenuItem, MenuLabel, toneText } from '@teredo-fleet/ui';
import { ChevronDown } from 'lucide-react';
import { useTRPC } from '@/trpc/client';
import type { TeredoServerRow } from '@/trpc/shapes';
import { SERVER_VERDICTS, ServerHealthStatus } from './server-health';

function sameName(written: string): string {
  return written.trim().toLowerCase().replace(/\.$/, '');
}

/** The directory's row of a written name or address, if there is one. */
export function findServerRow(
  rows: readonly TeredoServerRow[] | undefined,
  written: string | null,
): TeredoServerRow | null {
  if (written === null) return null;
  const name = sameName(written);
  const named = rows?.find((row) => row.name === name);
  return named ?? rows?.find((row) => row.writtenAs.includes(name)) ?? null;
}

function Choice({ row }: { row: TeredoServerRow }) {
  const look = SERVER_VERDICTS[row.health.verdict];
  const Icon = look.icon;
  return (
    <>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', toneText[look.tone])} />
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-4">
        <span
          className={cn('min-w-0 wrap-anywhere', row.health.verdict === 'dead' && 'text-muted line-through')}
        >
          {row.name}
        </span>
        <span className="text-xs whitespace-nowrap text-muted sm:ml-auto">{look.word}</span>
      </span>
    </>
  );
}

/** Says how the server in the field is, in a line below it. */
export function ServerVerdict({ row }: { row: TeredoServerRow | null }) {
  if (row === null || row.health.rule === 'H8') return null;
  return (
    <p role="status" className="flex flex-wrap items-baseline gap-x-1.5 text-xs text-muted">
      <ServerHealthStatus verdict={row.health.verdict} className="font-medium text-ink" />
      {row.health.text}
    </p>
  );
}

/** A server by free entry or from the directory, where dead ones are marked. */
export function ServerPicker(props: {
  control: FieldControl;
  value: string;
  placeholder: string;
  onChange(value: string): void;
}) {
  const trpc = useTRPC();
  const rows = useQuery(trpc.teredoServers.list.queryOptions()).data?.rows;
  const dead = rows?.filter((row) => row.health.verdict === 'dead') ?? [];
  const usable = rows?.filter((row) => row.health.verdict !== 'dead') ?? [];
  return (
    <div className="flex gap-2">
      <Input
        {...props.control}
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        placeholder={props.placeholder}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <Menu
        align="end"
        trigger={
          <Button type="button" disabled={rows === undefined}>
            Choose<span className="sr-only"> from the directory</span> <ChevronDown aria-hidden />
          </Button>
        }
      >
        {usable.map((row) => (
          <MenuItem key={row.name} onSelect={() => props.onChange(row.name)}>
            <Choice row={row} />
          </MenuItem>
        ))}
        {dead.length > 0 ? <MenuLabel>Dead: a machine sent there has no Teredo</MenuLabel> : null}
        {dead.map((row) => (
          <MenuItem key={row.name} onSelect={() => props.onChange(row.name)}>
            <Choice row={row} />
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
