'use client';
import { useQuery } from '@tanstack/react-query';
import { ErrorState, Skeleton } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { Viewer } from '@/trpc/shapes';
import { ConsoleFrame } from './console-frame';
import { LastPart } from './hydration';
import { hearOtherTabs } from './other-tabs';
import { signInHref } from './sign-in-href';

const RETRY_MS = 5_000;

/**
 * Who is signed in, asked again whenever the window is come back to, another tab signs in or out, and as long as nobody
 * answers.
 */
function useCurrentViewer() {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.viewer.me.queryOptions(),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : false),
  });
  const { refetch } = query;
  useEffect(() => hearOtherTabs(() => void refetch()), [refetch]);
  return query;
}

/** Leads away who is not signed in (any more), and begins anew for somebody else than the page was made for. */
function useWatch(viewer: Viewer | null | undefined): void {
  const router = useRouter();
  const first = useRef<Viewer | null>(null);
  useEffect(() => {
    if (viewer === undefined) return;
    if (viewer === null) {
      router.replace(signInHref(window.location, first.current !== null));
    } else if (first.current !== null && first.current.id !== viewer.id) {
      window.location.reload();
    } else {
      first.current = viewer;
    }
  }, [viewer, router]);
}

/** Lets a signed-in viewer in; sends everybody else to the sign-in page, or to setup while there is no admin. */
export function Gate({ children }: { children: ReactNode }) {
  const viewer = useCurrentViewer();
  useWatch(viewer.data);
  if (viewer.data) return <ConsoleFrame viewer={viewer.data}>{children}</ConsoleFrame>;
  if (viewer.error) {
    const fault = readFault(viewer.error);
    return (
      <main className="mx-auto max-w-xl p-6">
        <h1 className="sr-only">Teredo Fleet</h1>
        <ErrorState
          title="The console could not be opened"
          message={`${fault.message} This page tries again by itself.`}
          requestId={fault.requestId}
          onRetry={() => viewer.refetch()}
        />
        <LastPart />
      </main>
    );
  }
  return (
    <main aria-busy className="p-6 lg:pl-62">
      <h1 className="sr-only">Teredo Fleet</h1>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="mt-6 h-40 w-full" />
      <LastPart />
    </main>
  );
}
