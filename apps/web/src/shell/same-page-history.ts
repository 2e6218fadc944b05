'use client';
import { usePathname } from 'next/navigation';
import { useEffect } from 'react';

/** Where Next keeps, in an entry of the browser's history, the rendering that the entry was left with. */
const RENDERING = '__PRIVATE_NEXTJS_INTERNALS_TREE';

/** Has Next keep the rendering that it shows, and only read the address anew. */
export function keepRendering(event: PopStateEvent): void {
  const state: unknown = event.state;
  if (typeof state !== 'object' || state === null || !(RENDERING in state)) return;
  Object.defineProperty(event, 'state', { value: { ...state, [RENDERING]: undefined } });
}

/**
 * Back and forward within one page. Its entries differ by their search part, which the page follows by itself, but each
 * carries the rendering of the address at which the page was opened. After a reload Next has to ask the server for that
 * one, the answer is never it, and Next asks again and then loads the page anew, at whichever address is then shown.
 */
export function useSamePageHistory(): void {
  const shown = usePathname();
  useEffect(() => {
    const onPopState = (event: PopStateEvent) => {
      if (location.pathname === shown) keepRendering(event);
    };
    // Next listens to the same event: whoever captures it is heard first.
    window.addEventListener('popstate', onPopState, { capture: true });
    return () => window.removeEventListener('popstate', onPopState, { capture: true });
  }, [shown]);
}
