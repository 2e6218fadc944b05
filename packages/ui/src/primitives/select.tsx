'use client';
import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { box } from './box';
import { useEarlyInput } from './early-input';

/** The platform's own list box: works with every keyboard, screen reader and phone. */
export function Select({ className, ref, ...rest }: ComponentProps<'select'>) {
  const own = useEarlyInput(ref);
  return <select ref={own} className={cn(box, 'h-8 pr-1.5', className)} {...rest} />;
}
