'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Callout, LoaderWords } from '@teredo-fleet/ui';
import { ArrowRight, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { DiagnosisCard } from '@/app/(console)/machines/[id]/diagnosis-card';
import { MachineTrio } from '@/app/(console)/machines/[id]/trio';
import { FaultState } from '@/presentation/fault-state';
import { useLive } from '@/shell/live';
import { useTRPC } from '@/trpc/client';

const POLL_WITHOUT_EVENTS_MS = 3000;

/** The machine is there: whether Teredo works on it, and why. */
export function FirstMachine({ id }: { id: string }) {
  const trpc = useTRPC();
  const live = useLive();
  const machine = useQuery({
    ...trpc.machines.get.queryOptions({ id }),
    refetchInterval: (query) =>
      live !== 'live' && !query.state.data?.observation ? POLL_WITHOUT_EVENTS_MS : false,
  });
  return (
    <div className="flex flex-col gap-4" aria-live="polite">
      <Callout tone="ok" icon={CircleCheck} title={`${machine.data?.hostname ?? 'The machine'} has enrolled`}>
        {machine.data?.observation ? (
          'This is what its agent found.'
        ) : (
          <LoaderWords>Its agent is looking at the machine now</LoaderWords>
        )}
      </Callout>
      {machine.error ? <FaultState title="The machine can't be read" error={machine.error} /> : null}
      {machine.data?.observation ? (
        <>
          <DiagnosisCard machine={machine.data} />
          <MachineTrio machine={machine.data} />
        </>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary" size="lg">
          <Link href={`/machines/${id}`}>
            Open the machine <ArrowRight aria-hidden />
          </Link>
        </Button>
        <Button asChild size="lg" variant="ghost">
          <Link href="/">Overview</Link>
        </Button>
      </div>
    </div>
  );
}
