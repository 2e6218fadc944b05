import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { type Tone, toneText } from '../tone';

const icons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  bad: CircleX,
  info: Info,
  idle: Info,
  accent: Info,
};

const grounds: Record<Tone, string> = {
  ok: 'border-ok/35 bg-ok-soft',
  warn: 'border-warn/35 bg-warn-soft',
  bad: 'border-bad/35 bg-bad-soft',
  info: 'border-info/35 bg-info-soft',
  idle: 'bg-sunken',
  accent: 'border-accent/35 bg-accent-soft',
};

/** Something to know before going on. */
export function Callout(props: {
  tone: Tone;
  title?: ReactNode;
  icon?: LucideIcon;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const Icon = props.icon ?? icons[props.tone];
  return (
    <div
      className={cn(
        'flex flex-wrap gap-x-2.5 gap-y-2 rounded-lg border px-3',
        props.children ? 'items-start py-2.5' : 'items-center py-1.5',
        grounds[props.tone],
        props.className,
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', props.children && 'mt-0.5', toneText[props.tone])} />
      <div className={cn('min-w-0 flex-1 text-sm', props.children ? 'basis-40' : 'basis-28')}>
        {props.title ? <p className="font-medium">{props.title}</p> : null}
        {props.children ? (
          <div className={cn(props.title && 'mt-0.5 text-muted')}>{props.children}</div>
        ) : null}
      </div>
      {props.action ? <div className="flex flex-wrap gap-2">{props.action}</div> : null}
    </div>
  );
}
