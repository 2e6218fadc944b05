'use client';
import { Field, Input } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { useZone } from '@/shell/zone';
import { instantOfWall, wallText } from './wall-clock';

/** A moment to choose, in the zone that the whole page tells times in, which it names. */
export function InstantField(props: {
  label: ReactNode;
  hint: string;
  error: string | null;
  value: number | null;
  className?: string;
  onChange(ms: number | null): void;
}) {
  const { zone } = useZone();
  return (
    <Field
      label={props.label}
      hint={`${props.hint} Time in ${zone}.`}
      error={props.error}
      {...(props.className ? { className: props.className } : {})}
    >
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          value={props.value === null ? '' : wallText(props.value, zone)}
          onChange={(event) => props.onChange(instantOfWall(event.target.value, zone))}
        />
      )}
    </Field>
  );
}
