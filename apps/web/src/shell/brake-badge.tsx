'use client';
import { useQuery } from '@tanstack/react-query';
import { OctagonPause } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/trpc/client';

/** Visible on every page while the global brake is on. */
export function BrakeBanner() {
  const trpc = useTRPC();
  const brake = useQuery(trpc.brake.get.queryOptions());
  if (!brake.data?.on) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-2 border-b border-bad/40 bg-bad-soft px-4 py-1.5 text-sm lg:px-6"
    >
      <OctagonPause aria-hidden className="size-4 shrink-0 text-bad" />
      <p>
        <strong className="font-medium">The brake is on: no change starts anywhere.</strong>{' '}
        {brake.data.reason ? <span className="text-muted">“{brake.data.reason}”</span> : null}
      </p>
      <Link href="/#brake" className="ml-auto rounded-sm underline underline-offset-2">
        See
      </Link>
    </div>
  );
}
