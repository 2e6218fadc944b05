'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, cn } from '@teredo-fleet/ui';
import { Bell } from 'lucide-react';
import Link from 'next/link';
import { useTRPC } from '@/trpc/client';

const EVERY_MS = 60_000;

/** Alerts that are open and that nobody has taken on; 0 while it isn't known. */
function useUnacknowledged(): number {
  const trpc = useTRPC();
  const counts = useQuery({ ...trpc.alerts.counts.queryOptions(), refetchInterval: EVERY_MS });
  return counts.data?.unacknowledged ?? 0;
}

const words = (count: number): string =>
  count === 1 ? '1 that nobody is at' : `${count.toLocaleString('en-GB')} that nobody is at`;

function Count({ count, className }: { count: number; className?: string }) {
  return (
    <span
      className={cn('tnum rounded-full bg-bad-soft px-1.5 py-px text-xs font-medium text-bad', className)}
    >
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="sr-only">{words(count)}</span>
    </span>
  );
}

/** Their number, beside the link to them. */
export function OpenAlerts() {
  const count = useUnacknowledged();
  return count === 0 ? null : <Count count={count} className="ml-auto" />;
}

/** The same where there is no room for the navigation. */
export function AlertsButton() {
  const count = useUnacknowledged();
  return (
    <Button asChild variant="ghost" size="icon" className="relative">
      <Link href="/alerts">
        <Bell aria-hidden />
        <span className="sr-only">Alerts</span>
        {count === 0 ? null : <Count count={count} className="absolute -top-0.5 -right-0.5 px-1" />}
      </Link>
    </Button>
  );
}
