'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, LoaderWords } from '@teredo-fleet/ui';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { EnrolCommand } from '@/app/(console)/enrol/enrol-command';
import { FaultState } from '@/presentation/fault-state';
import { useLive } from '@/shell/live';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { MachineListInput } from '@/trpc/shapes';
import { FirstMachine } from './first-machine';
import { StepHeading } from './step-heading';

const NEWEST: MachineListInput = {
  filter: { simulated: false },
  sort: { by: 'enrolledAt', direction: 'desc' },
  limit: 1,
};

const POLL_WITHOUT_EVENTS_MS = 3000;

/** Makes the first token as soon as the step is reached, once. */
function useFirstToken(wanted: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.tokens.pathFilter()),
    }),
  );
  const asked = useRef(false);
  const make = () =>
    create.mutate({ label: 'First machine', autoAccept: true, maxUses: 1, expiresInHours: 24 });
  const latest = useRef(make);
  latest.current = make;
  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    latest.current();
  }, [wanted]);
  return { create, make };
}

function Waiting() {
  return (
    <div className="rounded-lg border border-accent/40 bg-accent-soft px-3 py-2.5 text-sm">
      <p className="font-medium">
        <LoaderWords>Waiting for the machine to connect</LoaderWords>
      </p>
      <p className="mt-0.5 pl-5 text-muted">
        This page goes on by itself, a few seconds after the command has run.
      </p>
    </div>
  );
}

/** One pasted command; when the machine is there, what Teredo does on it and why. */
export function MachineStep() {
  const trpc = useTRPC();
  const may = useMay();
  const live = useLive();
  const newest = useQuery({
    ...trpc.machines.list.queryOptions(NEWEST),
    refetchInterval: (query) =>
      live !== 'live' && query.state.data?.rows.length === 0 ? POLL_WITHOUT_EVENTS_MS : false,
  });
  const first = newest.data?.rows[0];
  const { create, make } = useFirstToken(may('token.create') && newest.data?.rows.length === 0);
  if (first) return <FirstMachine id={first.id} />;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <StepHeading>Your first machine</StepHeading>
        <p className="text-sm text-muted">
          Paste this on a machine, as its administrator. It installs the agent; nothing about Teredo is
          changed.
        </p>
      </div>
      {newest.error ? <FaultState title="The machines can't be read" error={newest.error} /> : null}
      {create.error ? (
        <FaultState title="No enrol command was made" error={create.error} onRetry={make} />
      ) : null}
      {may('token.create') ? null : (
        <Callout tone="info">Your role may not make an enrol command. An operator or admin can.</Callout>
      )}
      {create.data ? (
        <>
          <EnrolCommand made={create.data} />
          <Waiting />
        </>
      ) : null}
      <div>
        <Button asChild variant="ghost">
          <Link href="/">
            Skip for now <ArrowRight aria-hidden />
          </Link>
        </Button>
      </div>
    </div>
  );
}
