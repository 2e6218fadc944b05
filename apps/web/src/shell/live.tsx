'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTRPC } from '@/trpc/client';
import { type ChangeKind, staleRouters } from './stale-routers';

export type LiveState = 'connecting' | 'live' | 'lost';

const LiveContext = createContext<LiveState>('connecting');

export function useLive(): LiveState {
  return useContext(LiveContext);
}

const COALESCE_MS = 400;
const GRACE_MS = 4000;
/** What comes from the server has become a live page by then; news before that would differ from what was sent. */
const HYDRATED_MS = 1500;

/** Asks again, at most every COALESCE_MS, for whatever the server said has changed. */
function useRefresh(): (kind: ChangeKind) => void {
  const queryClient = useQueryClient();
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return useCallback(
    (kind) => {
      for (const router of staleRouters(kind)) waiting.current.add(router);
      if (timer.current) return;
      timer.current = setTimeout(() => {
        timer.current = null;
        for (const router of waiting.current) void queryClient.invalidateQueries({ queryKey: [[router]] });
        waiting.current.clear();
      }, COALESCE_MS);
    },
    [queryClient],
  );
}

/** One event stream for the whole page: it refreshes what is shown and knows whether it is connected. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const wasLost = useRef(false);
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHydrated(true), HYDRATED_MS);
    return () => clearTimeout(timer);
  }, []);
  const stream = useSubscription(
    trpc.events.changes.subscriptionOptions(undefined, {
      enabled: hydrated,
      onStarted: () => refresh('resync'),
      onData: (event) => refresh(event.data.kind),
    }),
  );
  const connected = stream.status === 'pending';
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (!connected) {
      const timer = setTimeout(() => setLost(true), GRACE_MS);
      return () => clearTimeout(timer);
    }
    setLost(false);
  }, [connected]);
  useEffect(() => {
    if (lost) wasLost.current = true;
    else if (wasLost.current) {
      wasLost.current = false;
      refresh('resync');
    }
  }, [lost, refresh]);
  const { status, reset } = stream;
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(reset, 3000);
    return () => clearTimeout(timer);
  }, [status, reset]);
  const state = useMemo<LiveState>(
    () => (lost ? 'lost' : connected ? 'live' : 'connecting'),
    [lost, connected],
  );
  return <LiveContext value={state}>{children}</LiveContext>;
}
