'use client';
import { Button, Callout } from '@teredo-fleet/ui';
import { Hourglass, ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import type { MachineCounts } from '@/trpc/shapes';
import { machinesHref } from './search-params';

/** The queue of machines that wait for an admin, and the ones that were put aside. */
export function QueueNotice({
  counts,
  showing,
}: {
  counts: MachineCounts | undefined;
  showing: readonly string[];
}) {
  const pending = counts?.byStatus.pending ?? 0;
  const quarantined = counts?.byStatus.quarantined ?? 0;
  return (
    <>
      {pending > 0 && !showing.includes('pending') ? (
        <Callout
          tone="warn"
          icon={Hourglass}
          title={
            pending === 1 ? 'One machine waits to be accepted' : `${pending} machines wait to be accepted`
          }
          action={
            <Button asChild size="sm">
              <Link href={machinesHref('/machines', { status: ['pending'] })}>Look at them</Link>
            </Button>
          }
        />
      ) : null}
      {quarantined > 0 && !showing.includes('quarantined') ? (
        <Callout
          tone="bad"
          icon={ShieldAlert}
          title={quarantined === 1 ? 'One machine is quarantined' : `${quarantined} machines are quarantined`}
          action={
            <Button asChild size="sm">
              <Link href={machinesHref('/machines', { status: ['quarantined'] })}>Look at them</Link>
            </Button>
          }
        />
      ) : null}
    </>
  );
}
