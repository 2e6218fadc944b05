'use client';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field';
import { Input } from './input';

type InputProps = Omit<
  ComponentProps<'input'>,
  'value' | 'onChange' | 'className' | 'id' | 'aria-describedby' | 'aria-invalid'
>;

/** A labelled box for one line of text. `tall`: on a page that has little else. */
export function TextField({
  label,
  hint,
  error = null,
  optional = false,
  tall = false,
  className,
  onChange,
  ...input
}: InputProps & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  tall?: boolean;
  className?: string;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional} className={className}>
      {(control) => (
        <Input
          {...control}
          {...input}
          className={tall ? 'h-10' : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
