'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { Button } from './button';
import { useFocusOrigin } from './focus-origin';

export interface DialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; the one that acts comes last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** What has the keyboard first: a form's first field, or the title, where there is something to read before it. */
  first?: 'field' | 'title';
  children?: ReactNode;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl' };

/** A modal in the middle of the page; at narrow widths it fills the page. Esc closes it. */
export function Dialog(props: DialogProps) {
  const focus = useFocusOrigin(props.first);
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-[oklch(0.15_0.01_225/0.45)]" />
        <Radix.Content
          {...focus}
          {...(props.description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-0 z-50 flex animate-rise flex-col bg-raised shadow-raised focus-visible:outline-none',
            'sm:inset-x-4 sm:top-[8vh] sm:bottom-auto sm:mx-auto sm:max-h-[84vh] sm:rounded-lg sm:border',
            widths[props.size ?? 'md'],
          )}
        >
          <header className="flex items-start gap-3 border-b px-4 py-3">
            <div className="min-w-0 grow">
              <Radix.Title className="text-lg font-semibold tracking-tight">{props.title}</Radix.Title>
              {props.description ? (
                <Radix.Description className="mt-0.5 text-sm text-muted">
                  {props.description}
                </Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
          <section className="min-h-0 grow overflow-y-auto px-4 py-4" tabIndex={0} aria-label="Content">
            {props.children}
          </section>
          {props.footer ? (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3">
              {props.footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
