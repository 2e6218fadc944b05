import { cn } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { Mark } from '@/shell/mark';

/** The one column of a page before the console, in the middle of it; `narrow` for a form of a few fields. */
export function Door({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <div
      className={cn(
        'mx-auto flex min-h-dvh flex-col px-4 py-8',
        narrow ? 'max-w-[26rem] sm:py-[14vh]' : 'max-w-2xl sm:py-14',
      )}
    >
      <header className="mb-8 flex items-center gap-2 text-base font-semibold tracking-tight">
        <Mark className="size-6" /> Teredo Fleet
      </header>
      {children}
    </div>
  );
}
