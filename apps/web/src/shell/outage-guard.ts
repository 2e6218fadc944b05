'use client';
import { toast } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import type { MouseEvent } from 'react';
import { useLive } from './live';

function pathToFollow(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return null;
  const link = (event.target as HTMLElement).closest('a');
  const href = link?.getAttribute('href') ?? '';
  return href.startsWith('/') && !link?.hasAttribute('download') ? href : null;
}

/**
 * While the server can't be heard, a followed link would end on the browser's own error page. It is first asked
 * whether it answers; if not, the page with what is known stays.
 */
export function useOutageGuard(): (event: MouseEvent) => void {
  const live = useLive();
  const router = useRouter();
  return (event) => {
    const path = live === 'lost' ? pathToFollow(event) : null;
    if (path === null) return;
    event.preventDefault();
    event.stopPropagation();
    fetch('/healthz', { cache: 'no-store' }).then(
      () => router.push(path),
      () => toast.error('The server does not answer now. You stay on this page; try again when it is back.'),
    );
  };
}
