import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** From a page to the one above it. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
      <ChevronLeft aria-hidden className="size-3.5" /> {children}
    </Link>
  );
}
