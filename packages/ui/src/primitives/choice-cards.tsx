'use client';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { useEarlyInput } from './early-input';

export interface Choice<T extends string> {
  value: T;
  title: string;
  text?: ReactNode;
}

function ChoiceCard(props: { name: string; choice: Choice<string>; chosen: boolean; onChoose(): void }) {
  const { choice } = props;
  const own = useEarlyInput<HTMLInputElement>();
  return (
    <label className="flex cursor-pointer items-start gap-2 rounded-md border px-2.5 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent">
      <input
        ref={own}
        type="radio"
        name={props.name}
        required
        value={choice.value}
        checked={props.chosen}
        onChange={props.onChoose}
        className="mt-0.5 size-4 shrink-0 accent-(--accent) outline-none"
      />
      <span className="min-w-0 text-sm">
        <span className="font-medium">{choice.title}</span>
        {choice.text ? <span className="block text-xs text-muted">{choice.text}</span> : null}
      </span>
    </label>
  );
}

/** One choice of a few, each with a sentence: a radio group whose lines are cards. */
export function ChoiceCards<T extends string>(props: {
  legend: string;
  name: string;
  /** null: nothing is chosen yet; a form is not sent before something is. */
  value: T | null;
  choices: readonly Choice<T>[];
  onChange(value: T): void;
  columns?: 1 | 2;
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{props.legend}</legend>
      <div className={cn('grid gap-1.5', props.columns === 2 && 'sm:grid-cols-2')}>
        {props.choices.map((choice) => (
          <ChoiceCard
            key={choice.value}
            name={props.name}
            choice={choice}
            chosen={props.value === choice.value}
            onChoose={() => props.onChange(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
