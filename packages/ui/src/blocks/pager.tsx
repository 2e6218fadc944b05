'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { Button } from '../primitives/button';

/** Moves by keyset: to the page before and after, never to a page number. Nothing to press where there is one page alone. */
export function Pager(props: {
  summary: ReactNode;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}) {
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
      <span className="tnum">{props.summary}</span>
      <span className={cn('flex gap-1.5', !props.onPrevious && !props.onNext && 'invisible')}>
        <Button size="sm" disabled={!props.onPrevious} onClick={() => props.onPrevious?.()}>
          <ChevronLeft aria-hidden /> Previous
        </Button>
        <Button size="sm" disabled={!props.onNext} onClick={() => props.onNext?.()}>
          Next <ChevronRight aria-hidden />
        </Button>
      </span>
    </nav>
  );
}
