import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { Time } from '../primitives/time';
import { type Tone, toneText } from '../tone';

export interface TimelineEntry {
  key: string;
  icon: LucideIcon;
  tone: Tone;
  title: ReactNode;
  detail: ReactNode | null;
  actor: string | null;
  at: string;
}

/** What happened, newest first. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label: string }) {
  return (
    <ol aria-label={label}>
      {entries.map((entry, index) => {
        const Icon = entry.icon;
        return (
          <li key={entry.key} className="relative flex gap-3 pb-3.5 last:pb-0">
            {index < entries.length - 1 ? (
              <span aria-hidden className="absolute top-6 bottom-0 left-[9.5px] w-px bg-line" />
            ) : null}
            <span className="flex size-5 shrink-0 items-center justify-center rounded-full border bg-surface">
              <Icon aria-hidden className={cn('size-3', toneText[entry.tone])} />
            </span>
            <div className="min-w-0 grow">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className="min-w-0 text-sm break-words">{entry.title}</p>
                <span className="text-xs text-muted">
                  {entry.actor ? <>{entry.actor} · </> : null}
                  <Time at={entry.at} />
                </span>
              </div>
              {entry.detail ? <div className="text-xs break-words text-muted">{entry.detail}</div> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
