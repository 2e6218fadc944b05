'use client';
import { Button, Field, Input } from '@teredo-fleet/ui';
import { useState } from 'react';
import { useZone } from '@/shell/zone';
import type { PastParams } from './search-params';

type Second = Pick<PastParams, 'until' | 'untilLater' | 'zone'>;

/** What a moment is compared with: another one by the same clock, or now. */
export function SecondMoment(props: {
  moment: Second;
  errors: Readonly<Record<string, string>>;
  onCompare(moment: Second): void;
}) {
  const { zone: own } = useZone();
  const zone = props.moment.zone ?? own;
  const [until, setUntil] = useState(props.moment.until ?? '');
  return (
    <form
      className="flex flex-wrap items-start gap-3 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        props.onCompare({ until: until === '' ? null : until, untilLater: null, zone });
      }}
    >
      <Field
        label="Compare with"
        hint={`By the clocks of ${zone}; empty: now.`}
        error={props.errors.until ?? null}
      >
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="mt-6">
        Compare
      </Button>
    </form>
  );
}
