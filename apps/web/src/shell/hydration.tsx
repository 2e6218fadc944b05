'use client';
import { IsRestoringProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

interface Hydration {
  hydrated: boolean;
  finish(): void;
}

const HydrationContext = createContext<Hydration>({ hydrated: false, finish: () => undefined });

/**
 * A page arrives in parts, and each becomes live on its own: first the frame, then what is inside. Until the last
 * part is live, everything that parts share stays as it was sent: no answer is asked for again, no clock ticks, no
 * zone changes. Otherwise React would compare a late part with newer facts than it was made from.
 */
export function HydrationProvider({ children }: { children: ReactNode }) {
  const [hydrated, setHydrated] = useState(false);
  const hydration = useMemo(() => ({ hydrated, finish: () => setHydrated(true) }), [hydrated]);
  return (
    <HydrationContext value={hydration}>
      <IsRestoringProvider value={!hydrated}>{children}</IsRestoringProvider>
    </HydrationContext>
  );
}

/** Whether the whole first page is live, and what is shown may change. */
export function useHydrated(): boolean {
  return useContext(HydrationContext).hydrated;
}

/** Stands in the part of a page that arrives last, whatever that page turns out to be. */
export function LastPart() {
  const { finish } = useContext(HydrationContext);
  useEffect(finish, [finish]);
  return null;
}
