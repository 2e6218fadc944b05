'use client';
import { Button, Checkbox, Field, Input } from '@teredo-fleet/ui';
import { Trash2 } from 'lucide-react';
import type { PlanFault, WindowRule } from './shapes';
import { faultAt } from './steps';
import { DAYS, windowWords } from './window-words';

function TimeField(props: {
  label: string;
  error: string | null;
  value: string;
  onChange(text: string): void;
}) {
  return (
    <Field label={props.label} error={props.error} className="w-32">
      {(control) => (
        <Input
          {...control}
          type="time"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Days and hours in which machines may begin. `faults` are named from this window. */
export function WindowRow(props: {
  window: WindowRule;
  number: number;
  faults: readonly PlanFault[];
  onChange(window: WindowRule): void;
  onRemove(): void;
}) {
  const { window, number, faults, onChange } = props;
  const toggle = (day: number) => {
    const days = window.days.includes(day)
      ? window.days.filter((one) => one !== day)
      : [...window.days, day].sort((a, b) => a - b);
    onChange({ ...window, days });
  };
  const dayFault = faultAt(faults, 'days', true);
  return (
    <li className="flex flex-col gap-3 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm font-medium">{windowWords(window)}</p>
        <Button size="sm" variant="ghost" onClick={props.onRemove}>
          <Trash2 aria-hidden /> Remove<span className="sr-only"> window {number + 1}</span>
        </Button>
      </div>
      <fieldset>
        <legend className="sr-only">Days of window {number + 1}</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {DAYS.map((day, index) => (
            <Checkbox
              key={day}
              label={day}
              checked={window.days.includes(index + 1)}
              onChange={() => toggle(index + 1)}
            />
          ))}
        </div>
        {dayFault ? (
          <p role="alert" className="mt-1 text-xs text-bad">
            {dayFault}
          </p>
        ) : null}
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <TimeField
          label="From"
          error={faultAt(faults, 'from')}
          value={window.from}
          onChange={(from) => onChange({ ...window, from })}
        />
        <TimeField
          label="To"
          error={faultAt(faults, 'to')}
          value={window.to}
          onChange={(to) => onChange({ ...window, to })}
        />
      </div>
    </li>
  );
}
