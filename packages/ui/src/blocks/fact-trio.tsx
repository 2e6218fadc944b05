import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { Time } from '../primitives/time';
import { type Tone, toneText } from '../tone';

export interface TrioFact {
  name: string;
  /** What this fact means, in a few words. */
  question: string;
  tone: Tone;
  icon: LucideIcon;
  value: string;
  lines: readonly ReactNode[];
  at: number | null;
}

/** Three facts side by side that must never be taken for one another, each with its own time. */
export function FactTrio({ facts }: { facts: readonly [TrioFact, TrioFact, TrioFact] }) {
  return (
    <ul className="grid gap-px overflow-hidden rounded-lg border bg-line md:grid-cols-3">
      {facts.map((fact) => {
        const Icon = fact.icon;
        return (
          <li key={fact.name} className="flex min-w-0 flex-col bg-surface px-4 py-3">
            <div className="flex items-baseline justify-between gap-2 text-xs">
              <h3 className="font-semibold">{fact.name}</h3>
              <span className="text-muted">{fact.at === null ? 'never read' : <Time at={fact.at} />}</span>
            </div>
            <p className="text-xs text-faint">{fact.question}</p>
            <p className="mt-2 flex items-center gap-2 text-lg font-semibold tracking-tight">
              <Icon aria-hidden className={cn('size-4 shrink-0', toneText[fact.tone])} strokeWidth={2.25} />
              {fact.value}
            </p>
            <ul className="mt-1 space-y-0.5 text-xs text-muted">
              {fact.lines.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
                <li key={index} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
