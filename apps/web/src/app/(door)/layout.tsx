import type { ReactNode } from 'react';
import { OutdatedBanner } from '@/shell/outdated-banner';

/** Pages before the console: one column, nothing else. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <OutdatedBanner />
      {children}
    </>
  );
}
