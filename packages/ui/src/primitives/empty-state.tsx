import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';

/** Says why nothing is here and what to do next. */
export function EmptyState(props: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const Icon = props.icon;
  return (
    <div
      className={cn(
        'flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-12 text-center',
        props.className,
      )}
    >
      <Icon aria-hidden className="size-5 text-faint" />
      <p className="text-base font-medium">{props.title}</p>
      {props.children ? <div className="max-w-prose text-sm text-muted">{props.children}</div> : null}
      {props.action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{props.action}</div> : null}
    </div>
  );
}
