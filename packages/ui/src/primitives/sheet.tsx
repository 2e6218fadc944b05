'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { Button } from './button';
import { useFocusOrigin } from './focus-origin';

/** A panel that slides in from one side, for navigation on narrow screens and for details. */
export function Sheet(props: {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  side?: 'left' | 'right';
  hideTitle?: boolean;
  children: ReactNode;
}) {
  const focus = useFocusOrigin();
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-[oklch(0.15_0.01_225/0.45)]" />
        <Radix.Content
          {...focus}
          aria-describedby={undefined}
          className={cn(
            'fixed inset-y-0 z-50 flex w-[min(22rem,88vw)] animate-fade flex-col bg-raised shadow-raised focus-visible:outline-none',
            props.side === 'left' ? 'left-0 border-r' : 'right-0 animate-slide border-l',
          )}
        >
          <header className="flex items-center gap-2 px-3 pt-3">
            <Radix.Title className={cn('grow text-lg font-semibold', props.hideTitle && 'sr-only')}>
              {props.title}
            </Radix.Title>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="ml-auto">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          <div className="min-h-0 grow overflow-y-auto p-3">{props.children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
