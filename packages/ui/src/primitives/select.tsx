'use client';
import { type ComponentPropsWithoutRef, useEffect, useRef } from 'react';
import { cn } from '../cn';
import { box } from './box';

/**
 * React takes no notice of what was chosen before the page became live: it is told as if it were chosen then. That is so where another
 * option is shown than the one that was sent as selected; what React makes itself marks none.
 */
function tellEarlyChoice(select: HTMLSelectElement): void {
  const sent = [...select.options].find((one) => one.defaultSelected);
  if (sent !== undefined && !sent.selected) select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The platform's own list box: works with every keyboard, screen reader and phone. */
export function Select({ className, ...rest }: ComponentPropsWithoutRef<'select'>) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (select.current !== null) tellEarlyChoice(select.current);
  }, []);
  return <select ref={select} className={cn(box, 'h-8 pr-1.5', className)} {...rest} />;
}
