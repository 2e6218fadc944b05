'use client';
import { useSubscription } from '@trpc/tanstack-react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { useHydrated } from './hydration';
import { useRefresh } from './use-refresh';

export type LiveState = 'connecting' | 'live' | 'lost';

const LiveContext = createContext<LiveState>('connecting');

export function useLive(): LiveState {
  return useContext(LiveContext);
}

const GRACE_MS = 4000;
const RETRY_MS = 3000;

/** True once something has been so for GRACE_MS. */
function useLasting(so: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!so) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [so]);
  return lasting;
}

/** One event stream for the whole page: it refreshes what is shown and knows whether it is connected. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const hydrated = useHydrated();
  const { status, reset } = useSubscription(
    trpc.events.changes.subscriptionOptions(undefined, {
      enabled: hydrated,
      onStarted: () => refresh('resync'),
      onData: (event) => refresh(event.data.kind),
    }),
  );
  useEffect(() => {
    if (status !== 'error') return;
    refresh('refused');
    const timer = setTimeout(reset, RETRY_MS);
    return () => clearTimeout(timer);
  }, [status, reset, refresh]);
  const connected = status === 'pending';
  const lost = useLasting(hydrated && !connected);
  return <LiveContext value={lost ? 'lost' : connected ? 'live' : 'connecting'}>{children}</LiveContext>;
}
