import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { type Tone, toneSoft, toneText } from '../tone';

/** A short word on a soft ground, with its icon. */
export function Badge(props: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  const Icon = props.icon;
  return (
    <span
      title={props.title}
      className={cn(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        toneSoft[props.tone ?? 'idle'],
        props.className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-3 shrink-0" /> : null}
      <span className="truncate">{props.children}</span>
    </span>
  );
}

/** A state in a line of text: icon in the state's colour, word in ink. */
export function Status(props: {
  tone: Tone;
  icon: LucideIcon;
  children: ReactNode;
  className?: string;
  spin?: boolean;
  /** Breaks into lines instead of being cut off. */
  wrap?: boolean;
  /** The whole of what may be cut off. */
  title?: string;
}) {
  const Icon = props.icon;
  return (
    <span
      title={props.title}
      className={cn(
        'inline-flex min-w-0 gap-1.5',
        props.wrap ? 'items-start' : 'items-center',
        props.className,
      )}
    >
      <Icon
        aria-hidden
        className={cn(
          'size-3.5 shrink-0',
          props.wrap && 'mt-[3px]',
          toneText[props.tone],
          props.spin && 'animate-spin',
        )}
        strokeWidth={2.25}
      />
      <span className={props.wrap ? 'min-w-0 wrap-anywhere' : 'self-baseline truncate'}>
        {props.children}
      </span>
    </span>
  );
}

/** A label that an admin gave. */
export function LabelTag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 max-w-40 items-center rounded-sm border px-1.5 text-xs text-muted">
      <span className="truncate">{children}</span>
    </span>
  );
}
