'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, LoaderWords } from '@teredo-fleet/ui';
import { ArrowRight, KeyRound } from 'lucide-react';
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

/** Makes a token for one machine; by itself only for who comes straight from the step before, and once. */
function useFirstToken(atOnce: boolean) {
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
    if (!atOnce || asked.current) return;
    asked.current = true;
    latest.current();
  }, [atOnce]);
  return { create, make };
}

/** Who comes back to this page, by a reload too, asks for a command: the one of before can't be shown again. */
function AskForCommand({ busy, onAsk }: { busy: boolean; onAsk(): void }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <Button variant="primary" size="lg" busy={busy} onClick={onAsk}>
        <KeyRound aria-hidden /> Make the command
      </Button>
      <p className="max-w-prose text-xs text-muted">
        It enrols one machine within a day. One that you made before still works;{' '}
        <Link href="/enrol" className="text-accent underline underline-offset-2">
          Enrol
        </Link>{' '}
        lists them all and revokes what is not needed.
      </p>
    </div>
  );
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

/** One pasted command; when the machine is there, what Teredo does on it and why. `fresh`: the setup was done just now. */
export function MachineStep({ fresh }: { fresh: boolean }) {
  const trpc = useTRPC();
  const may = useMay();
  const live = useLive();
  const newest = useQuery({
    ...trpc.machines.list.queryOptions(NEWEST),
    refetchInterval: (query) =>
      live !== 'live' && query.state.data?.rows.length === 0 ? POLL_WITHOUT_EVENTS_MS : false,
  });
  const first = newest.data?.rows[0];
  const none = newest.data?.rows.length === 0;
  const { create, make } = useFirstToken(fresh && none && may('token.create'));
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
      {create.error ? <FaultState title="No enrol command was made" error={create.error} /> : null}
      {may('token.create') ? null : (
        <Callout tone="info">Your role may not make an enrol command. An operator or admin can.</Callout>
      )}
      {newest.isPending || (fresh && create.isPending) ? (
        <p className="text-sm text-muted">
          <LoaderWords>
            {fresh ? 'The command is being made' : 'Looking whether a machine is there'}
          </LoaderWords>
        </p>
      ) : null}
      {none && may('token.create') && !create.data && !(fresh && create.isPending) ? (
        <AskForCommand busy={create.isPending} onAsk={make} />
      ) : null}
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
