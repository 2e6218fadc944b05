'use client';
import { Button, Field, Input } from '@teredo-fleet/ui';
import { useId, useState } from 'react';
import { useZone } from '@/shell/zone';

/** What a clock showed, as it was typed, whose clock, and which of the two where it showed that twice. */
interface Moment {
  at: string | null;
  zone: string | null;
  later: boolean | null;
}

const ZONES = Intl.supportedValuesOf('timeZone');

interface Typed {
  at: string;
  zone: string;
}

/** What is typed of a moment; at first the time alone is open, the clocks are those of the reader's choice. */
export function useTypedMoment({ at, zone }: Pick<Moment, 'at' | 'zone'>) {
  const { zone: own } = useZone();
  return useState<Typed>({ at: at ?? '', zone: zone ?? own });
}

/** The fields of a moment as people say it: what the clock of a place showed. */
export function MomentFields(props: {
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  /** Whether seconds can be typed too. */
  bySecond?: boolean;
  onType(typed: Typed): void;
}) {
  const { typed, errors, bySecond = false, onType } = props;
  const zones = useId();
  return (
    <>
      <Field label="Moment" error={errors.at ?? null}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            {...(bySecond ? { step: 1 } : {})}
            required
            value={typed.at}
            onChange={(event) => onType({ ...typed, at: event.target.value })}
          />
        )}
      </Field>
      <Field label="By the clocks of" error={errors.timeZone ?? null}>
        {(control) => (
          <>
            <Input
              {...control}
              list={zones}
              required
              autoComplete="off"
              spellCheck={false}
              value={typed.zone}
              onChange={(event) => onType({ ...typed, zone: event.target.value })}
            />
            <datalist id={zones}>
              {ZONES.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </>
  );
}

/** A moment as people say it, to be looked at. */
export function MomentForm(props: {
  moment: Moment;
  errors: Readonly<Record<string, string>>;
  onLook(moment: Moment): void;
}) {
  const [typed, setTyped] = useTypedMoment(props.moment);
  return (
    <form
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        props.onLook({ at: typed.at, zone: typed.zone.trim(), later: null });
      }}
    >
      <MomentFields typed={typed} errors={props.errors} onType={setTyped} />
      <Button type="submit" variant="primary" className="mt-6">
        Look
      </Button>
    </form>
  );
}
