import type { ReactNode } from 'react';
import { cn } from '../cn';

/** A titled part of a page. */
export function Card(props: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
  id?: string;
}) {
  return (
    <section id={props.id} className={cn('min-w-0 rounded-lg border bg-surface', props.className)}>
      {props.title ? (
        <header className="flex min-h-10 break-after-avoid flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 pt-2.5">
          <h2 className="text-sm font-semibold">{props.title}</h2>
          {props.aside ? <div className="text-xs text-muted">{props.aside}</div> : null}
        </header>
      ) : null}
      <div className={cn(props.flush ? 'pt-2' : 'px-4 pt-2 pb-4', !props.title && !props.flush && 'pt-4')}>
        {props.children}
      </div>
    </section>
  );
}
