'use client';
import { RotateCw, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '../cn';
import { Button } from './button';
import { CopyField } from './copy-field';

/** What happened, what to do, and an id to quote. It comes into sight by itself, at the end of a long form too. */
export function ErrorState(props: {
  title: string;
  message: ReactNode;
  requestId?: string | null;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  // Nothing is returned: newer browsers answer with a promise, and what an effect returns is called when it ends.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={place}
      role="alert"
      className={cn('rounded-lg border border-bad/40 bg-bad-soft px-4 py-3', props.className)}
    >
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        {props.title}
      </p>
      <div className="mt-1 text-sm break-words text-ink">{props.message}</div>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 empty:hidden">
        {props.onRetry ? (
          <Button size="sm" onClick={props.onRetry}>
            <RotateCw aria-hidden /> Try again
          </Button>
        ) : null}
        {props.action}
        {props.requestId ? (
          <span className="inline-flex max-w-full items-center gap-1 text-xs text-muted">
            Request <CopyField value={props.requestId} what="request id" className="min-w-0" />
          </span>
        ) : null}
      </div>
    </div>
  );
}
