'use client';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** Radix writes styles into its elements; from the server these would be styles in the page, which its policy forbids. */
const NO_STYLE = { outline: undefined, animationDuration: undefined };

/** Tabs over panels; arrow keys move between them. */
export function Tabs(props: {
  label: string;
  value?: string;
  defaultValue?: string;
  onChange?(value: string): void;
  tabs: readonly { value: string; title: ReactNode; content: ReactNode }[];
}) {
  const state =
    props.value === undefined
      ? { defaultValue: props.defaultValue ?? props.tabs[0]?.value }
      : { value: props.value };
  return (
    <Radix.Root {...state} onValueChange={(value) => props.onChange?.(value)}>
      <Radix.List
        aria-label={props.label}
        style={NO_STYLE}
        className="flex flex-wrap gap-x-4 border-b outline-none"
      >
        {props.tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-8 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-sm text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink forced-colors:border-[Canvas] forced-colors:data-[state=active]:border-[Highlight] print:data-[state=inactive]:hidden"
          >
            {tab.title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {props.tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} asChild>
          <div style={NO_STYLE} className="pt-3">
            {tab.content}
          </div>
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
