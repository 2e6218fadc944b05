'use client';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../cn';
import { useEarlyInput } from './early-input';

/** A check box with its words; the whole line is the target. */
export function Checkbox(props: ComponentProps<'input'> & { label: ReactNode; hint?: ReactNode }) {
  const { label, hint, className, ref, ...rest } = props;
  const own = useEarlyInput(ref);
  return (
    <label className={cn('flex min-h-6 cursor-pointer items-start gap-2 text-sm', className)}>
      <input ref={own} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-(--accent)" {...rest} />
      <span>
        {label}
        {hint ? <span className="block text-xs text-muted">{hint}</span> : null}
      </span>
    </label>
  );
}

/** A check box that stands alone in a table; `label` is for assistive technology only. */
export function BareCheckbox(props: ComponentProps<'input'> & { label: string }) {
  const { label, className, ref, ...rest } = props;
  const own = useEarlyInput(ref);
  return (
    <span className={cn('target inline-flex items-center justify-center', className)}>
      <input ref={own} type="checkbox" aria-label={label} className="size-4 accent-(--accent)" {...rest} />
    </span>
  );
}
