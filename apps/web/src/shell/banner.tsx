import { cn, type Tone, toneText } from '@teredo-fleet/ui';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const GROUND = {
  warn: 'border-warn/40 bg-warn-soft',
  bad: 'border-bad/40 bg-bad-soft',
  info: 'border-info/40 bg-info-soft',
} satisfies Partial<Record<Tone, string>>;

/** A line above a page that says something about all of it. */
export function Banner(props: {
  tone: keyof typeof GROUND;
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center gap-x-2 gap-y-1 border-b px-4 py-1.5 text-sm lg:px-6',
        GROUND[props.tone],
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', toneText[props.tone])} />
      <p className="min-w-0 flex-1">
        <strong className="font-medium">{props.title}</strong> {props.children}
      </p>
      {props.action}
    </div>
  );
}
