'use client';
import { Button, Callout, Field, Input } from '@teredo-fleet/ui';
import { Plus } from 'lucide-react';
import { useId } from 'react';
import type { FormPlan, PlanFault } from './shapes';
import { faultAt, faultsBelow } from './steps';
import { USUAL_WINDOW } from './usual-plan';
import { WindowRow } from './window-row';

const MOST = 20;

function ZoneField(props: { value: string; error: string | null; onChange(zone: string): void }) {
  const list = useId();
  return (
    <Field
      label="Zone of machines that told none"
      hint="Every other machine goes by its own clock and time zone."
      error={props.error}
      className="max-w-sm"
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={list}
            autoComplete="off"
            spellCheck={false}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** When machines may begin, by each machine's own clock. */
export function WindowsFields(props: {
  windows: FormPlan['windows'];
  zoneIfUnknown: string;
  faults: readonly PlanFault[];
  onChange(part: Partial<Pick<FormPlan, 'windows' | 'zoneIfUnknown'>>): void;
}) {
  const { windows, faults, onChange } = props;
  const whole = faultAt(faults, 'windows');
  return (
    <section aria-label="Windows" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">Windows</h3>
      <p className="max-w-prose text-sm text-muted">
        {windows.length === 0
          ? 'Machines may begin at any time.'
          : 'Machines begin only in these hours, each by its own clock and in its own time zone.'}
      </p>
      {whole ? <Callout tone="bad">{whole}</Callout> : null}
      <ul className="flex flex-col gap-2 empty:hidden">
        {windows.map((window, number) => (
          <WindowRow
            // biome-ignore lint/suspicious/noArrayIndexKey: windows have no identity but their place
            key={number}
            window={window}
            number={number}
            faults={faultsBelow(faults, `windows.${number}`)}
            onChange={(next) =>
              onChange({ windows: windows.map((one, index) => (index === number ? next : one)) })
            }
            onRemove={() => onChange({ windows: windows.filter((_, index) => index !== number) })}
          />
        ))}
      </ul>
      <div>
        <Button
          size="sm"
          disabled={windows.length >= MOST}
          onClick={() => onChange({ windows: [...windows, USUAL_WINDOW] })}
        >
          <Plus aria-hidden /> Add a window
        </Button>
      </div>
      {windows.length > 0 ? (
        <ZoneField
          value={props.zoneIfUnknown}
          error={faultAt(faults, 'zoneIfUnknown')}
          onChange={(zoneIfUnknown) => onChange({ zoneIfUnknown })}
        />
      ) : null}
    </section>
  );
}
