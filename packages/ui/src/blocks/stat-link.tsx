import type { LucideIcon } from 'lucide-react';
import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { cn } from '../cn';
import { Skeleton } from '../primitives/skeleton';
import { type Tone, toneText } from '../tone';

export type LinkElement = ReactElement<{ className?: string; children?: ReactNode }>;

/** A number that leads to the list behind it. `link` is an empty link element of the router in use. */
export function StatLink(props: {
  link: LinkElement;
  icon: LucideIcon;
  tone: Tone;
  label: string;
  value: number | undefined;
  className?: string;
}) {
  const Icon = props.icon;
  return cloneElement(
    props.link,
    {
      className: cn(
        'group flex min-h-8 items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-hover',
        props.className,
      ),
    },
    <>
      <Icon aria-hidden className={cn('size-3.5 shrink-0', toneText[props.tone])} strokeWidth={2.25} />
      <span className="min-w-0 grow truncate text-muted group-hover:text-ink">{props.label}</span>
      {props.value === undefined ? (
        <Skeleton className="w-8" />
      ) : (
        <span className="tnum font-medium">{props.value.toLocaleString('en-GB')}</span>
      )}
    </>,
  );
}
