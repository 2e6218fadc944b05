import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';

/** Hidden until asked for, on paper too; works without script and is found by the browser's own search. */
export function Disclosure(props: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
  className?: string;
}) {
  return (
    <details open={props.open} className={cn('print:not-open:hidden', props.className)}>
      <summary className="flex min-h-7 items-center gap-1.5 rounded-sm text-sm text-muted hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform [details[open]>summary>&]:rotate-90"
        />
        {props.summary}
      </summary>
      <div className="pt-1.5">{props.children}</div>
    </details>
  );
}
