'use client';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';
import { Textarea } from './input';

type TextareaProps = Omit<
  ComponentProps<'textarea'>,
  'value' | 'onChange' | 'className' | 'id' | 'aria-describedby' | 'aria-invalid'
>;

/** A labelled box for text of several lines. */
export function LongTextField({
  label,
  hint,
  error = null,
  optional = false,
  onChange,
  ...textarea
}: TextareaProps & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <Textarea {...control} {...textarea} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
