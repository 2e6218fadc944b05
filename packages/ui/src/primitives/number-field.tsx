'use client';
import type { ReactNode } from 'react';
import { Field } from './field';
import { Input } from './input';

/**
 * A whole number to type; null while nothing readable stands there. What is shown is `unit` times smaller than the
 * value, so that minutes can be typed where seconds are kept.
 */
export function NumberField(props: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  placeholder?: string;
  value: number | null;
  min: number;
  max: number;
  unit?: number;
  className?: string;
  onChange(value: number | null): void;
}) {
  const unit = props.unit ?? 1;
  const read = (text: string) => {
    const number = Number.parseInt(text, 10);
    props.onChange(Number.isNaN(number) ? null : number * unit);
  };
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error ?? null}
      optional={props.optional ?? false}
      {...(props.className ? { className: props.className } : {})}
    >
      {(control) => (
        <Input
          {...control}
          type="number"
          inputMode="numeric"
          min={props.min}
          max={props.max}
          placeholder={props.placeholder}
          value={props.value === null ? '' : Math.round(props.value / unit)}
          onChange={(event) => read(event.target.value)}
        />
      )}
    </Field>
  );
}
