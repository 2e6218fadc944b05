import type { ReactNode } from 'react';
import { Mark } from '@/shell/mark';
import { OutdatedBanner } from '@/shell/outdated-banner';

/** Pages before the console: one column, nothing else. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <OutdatedBanner />
      <div className="mx-auto flex min-h-dvh max-w-2xl flex-col px-4 py-8 sm:py-14">
        <header className="mb-8 flex items-center gap-2 text-base font-semibold tracking-tight">
          <Mark className="size-6" /> Teredo Fleet
        </header>
        {children}
      </div>
    </>
  );
}
