'use client';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { useEarlyInput } from './early-input';
import { Field } from './field';

/** A number set by a slider, said in words beside its label. */
export function RangeField(props: {
  label: ReactNode;
  hint?: ReactNode;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** What is shown and read out, such as `30 %`. */
  text: string;
  className?: string;
  onChange(value: number): void;
}) {
  const own = useEarlyInput<HTMLInputElement>();
  return (
    <Field
      label={
        <span className="flex items-baseline justify-between gap-2">
          {props.label} <span className="tnum font-normal text-muted">{props.text}</span>
        </span>
      }
      hint={props.hint}
      className={cn('min-w-0', props.className)}
    >
      {(control) => (
        <input
          {...control}
          ref={own}
          type="range"
          min={props.min}
          max={props.max}
          step={props.step ?? 1}
          value={props.value}
          aria-valuetext={props.text}
          onChange={(event) => props.onChange(Number(event.target.value))}
          className="h-6 w-full accent-(--accent)"
        />
      )}
    </Field>
  );
}
