'use client';
import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { box } from './box';
import { useEarlyInput } from './early-input';

export function Input({ className, ref, ...rest }: ComponentProps<'input'>) {
  const own = useEarlyInput(ref);
  return <input ref={own} className={cn(box, 'h-8', className)} {...rest} />;
}

export function Textarea({ className, ref, ...rest }: ComponentProps<'textarea'>) {
  const own = useEarlyInput(ref);
  return <textarea ref={own} className={cn(box, 'min-h-16 py-1.5', className)} {...rest} />;
}
