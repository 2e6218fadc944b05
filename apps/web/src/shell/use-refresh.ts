'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { type ChangeKind, staleRouters } from './stale-routers';

const COALESCE_MS = 400;

/** Asks again, at most every COALESCE_MS, for whatever the server said has changed. */
export function useRefresh(): (kind: ChangeKind) => void {
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
