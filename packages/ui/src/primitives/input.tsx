import type { ComponentProps } from 'react';
import { cn } from '../cn';
import { box } from './box';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(box, 'h-8', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(box, 'min-h-16 py-1.5', className)} {...rest} />;
}
