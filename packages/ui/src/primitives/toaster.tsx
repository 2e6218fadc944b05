'use client';
import { Toaster as Sonner } from 'sonner';

export { toast } from 'sonner';

/** Where short confirmations appear. Errors that need an act are shown in the page, not here. */
export function Toaster({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      duration={6000}
      closeButton
      toastOptions={{
        classNames: {
          toast: '!rounded-lg !border-line !bg-raised !text-ink !text-sm !shadow-raised !font-sans',
          description: '!text-muted',
        },
      }}
    />
  );
}
