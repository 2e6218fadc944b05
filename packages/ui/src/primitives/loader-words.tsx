import { LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';

/** Says what is being waited for. */
export function LoaderWords({ children }: { children: ReactNode }) {
  return (
    <span role="status" className="inline-flex items-center gap-1.5">
      <LoaderCircle aria-hidden className="size-3.5 shrink-0 animate-spin text-accent" />
      {children}
    </span>
  );
}
