'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { RefreshQueue } from './refresh-queue';
import { type ChangeKind, staleRouters } from './stale-routers';

/** Asks again, one round after the other, for whatever the server said has changed. */
export function useRefresh(): (kind: ChangeKind) => void {
  const queryClient = useQueryClient();
  const [queue] = useState(
    () =>
      new RefreshQueue((routers) =>
        Promise.all(routers.map((router) => queryClient.invalidateQueries({ queryKey: [[router]] }))),
      ),
  );
  useEffect(() => () => queue.close(), [queue]);
  return useCallback((kind) => queue.add(staleRouters(kind)), [queue]);
}
