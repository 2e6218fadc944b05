'use client';
import { Button, Field, Input } from '@teredo-fleet/ui';
import { useId, useState } from 'react';
import { useZone } from '@/shell/zone';
import type { PastParams } from './search-params';

type Moment = Pick<PastParams, 'at' | 'zone' | 'later'>;

const ZONES = Intl.supportedValuesOf('timeZone');

/** A moment as people say it: what the clock of a place showed. */
export function MomentForm(props: {
  moment: Moment;
  errors: Readonly<Record<string, string>>;
  onLook(moment: Moment): void;
}) {
  const { zone: own } = useZone();
  const [at, setAt] = useState(props.moment.at ?? '');
  const [zone, setZone] = useState(props.moment.zone ?? own);
  const zones = useId();
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        props.onLook({ at, zone: zone.trim(), later: null });
      }}
    >
      <Field label="Moment" error={props.errors.at ?? null}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            required
            value={at}
            onChange={(event) => setAt(event.target.value)}
          />
        )}
      </Field>
      <Field label="By the clocks of" error={props.errors.timeZone ?? null}>
        {(control) => (
          <>
            <Input
              {...control}
              list={zones}
              required
              autoComplete="off"
              spellCheck={false}
              value={zone}
              onChange={(event) => setZone(event.target.value)}
            />
            <datalist id={zones}>
              {ZONES.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Button type="submit" variant="primary" className="mt-6">
        Look
      </Button>
    </form>
  );
}
