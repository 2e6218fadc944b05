'use client';
import type { ReactNode } from 'react';
import { Field } from './field';
import { Select } from './select';

/** A labelled choice of one out of several words. */
export function SelectField<Value extends string>(props: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  className?: string;
  required?: boolean;
  /** Shown as long as nothing is chosen, and not to be chosen itself. */
  placeholder?: string;
  value: Value | '';
  choices: readonly (readonly [value: Value, words: string])[];
  onChange(value: Value): void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error ?? null} className={props.className}>
      {(control) => (
        <Select
          {...control}
          required={props.required}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value as Value)}
        >
          {props.placeholder === undefined ? null : (
            <option value="" disabled>
              {props.placeholder}
            </option>
          )}
          {props.choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
