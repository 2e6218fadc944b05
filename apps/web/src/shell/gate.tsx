'use client';
import { useQuery } from '@tanstack/react-query';
import { ErrorState, Skeleton } from '@teredo-fleet/ui';
import { usePathname, useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { ConsoleFrame } from './console-frame';
import { LastPart } from './hydration';

/** Lets a signed-in viewer in; sends everybody else to the sign-in page, or to setup while there is no admin. */
export function Gate({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const router = useRouter();
  const path = usePathname();
  const viewer = useQuery({ ...trpc.viewer.me.queryOptions(), staleTime: 60_000 });
  const away = viewer.data === null;
  useEffect(() => {
    if (away) router.replace(`/sign-in?next=${encodeURIComponent(path)}`);
  }, [away, path, router]);
  if (viewer.data) return <ConsoleFrame viewer={viewer.data}>{children}</ConsoleFrame>;
  if (viewer.error) {
    const fault = readFault(viewer.error);
    return (
      <main className="mx-auto max-w-xl p-6">
        <ErrorState
          title="The console could not be opened"
          message={fault.message}
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
