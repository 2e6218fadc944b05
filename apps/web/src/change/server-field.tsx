'use client';
import { useQuery } from '@tanstack/react-query';
import { Field } from '@teredo-fleet/ui';
import { findServerRow, ServerPicker, ServerVerdict } from '@/presentation/server-picker';
import { useTRPC } from '@/trpc/client';

/** The server a change names; left empty the machine keeps its own, whose health is shown all the same. */
export function ServerField(props: {
  value: string | null;
  /** What is written down on the machine. */
  now: string | null;
  /** Said where nothing is written down: of one machine that it has none, of many that each keeps its own. */
  emptyHint: string;
  onChange(value: string | null): void;
}) {
  const trpc = useTRPC();
  const rows = useQuery(trpc.teredoServers.list.queryOptions()).data?.rows;
  const { value, now } = props;
  return (
    <div className="flex flex-col gap-1">
      <Field
        label="Teredo server"
        optional
        hint={now === null ? `Host name or IPv4 address. ${props.emptyHint}` : `Empty: stays ${now}.`}
      >
        {(control) => (
          <ServerPicker
            control={control}
            value={value ?? ''}
            placeholder={now ?? 'teredo.example.com'}
            onChange={(text) => props.onChange(text.trim() || null)}
          />
        )}
      </Field>
      <ServerVerdict row={findServerRow(rows, value ?? now)} />
    </div>
  );
}
