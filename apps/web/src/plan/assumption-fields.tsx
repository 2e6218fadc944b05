'use client';
import { RangeField } from '@teredo-fleet/ui';
import { ASSUMPTION_FIELDS, type AssumptionField, type Assumptions } from './assumptions';
import { spanWords } from './span-words';

function textOf({ kind }: AssumptionField, value: number): string {
  if (kind === 'percent') return `${value} %`;
  return kind === 'span' ? spanWords(value) : String(value);
}

/** Sliders for what is assumed. */
export function AssumptionFields(props: { assumed: Assumptions; onChange(assumed: Assumptions): void }) {
  const { assumed, onChange } = props;
  return (
    <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {ASSUMPTION_FIELDS.map((field) => (
        <RangeField
          key={field.key}
          label={field.label}
          min={field.min}
          max={field.max}
          step={field.step}
          value={assumed[field.key]}
          text={textOf(field, assumed[field.key])}
          onChange={(value) => onChange({ ...assumed, [field.key]: value })}
        />
      ))}
    </div>
  );
}
