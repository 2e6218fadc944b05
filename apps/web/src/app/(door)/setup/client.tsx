'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout } from '@teredo-fleet/ui';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { LiveUpdates } from '@/shell/live';
import { ViewerContext } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { Viewer } from '@/trpc/shapes';
import { Frame, FrameSkeleton } from './frame';
import { MachineStep } from './machine-step';
import { OpenSetup } from './open-setup';
import { setupParams } from './search-params';

function SignInFirst() {
  return (
    <Callout
      tone="info"
      title="The setup is done"
      action={
        <Button asChild variant="primary">
          <Link href="/sign-in?next=/setup?step=machine">Sign in</Link>
        </Button>
      }
    >
      Its one-time link opens nothing any more. Sign in to go on with the first machine.
    </Callout>
  );
}

function DoneSetup({ viewer, fresh }: { viewer: Viewer | null; fresh: boolean }) {
  if (viewer === null) {
    return (
      <Frame current={2}>
        <SignInFirst />
      </Frame>
    );
  }
  return (
    <ViewerContext value={viewer}>
      <LiveUpdates>
        <Frame current={2}>
          <MachineStep fresh={fresh} />
        </Frame>
      </LiveUpdates>
    </ViewerContext>
  );
}

/** Admin account, addresses, first machine. The first two are one act; the third may be skipped and taken up again. */
export function SetupClient() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [, setParams] = useQueryStates(setupParams);
  const [fresh, setFresh] = useState(false);
  const status = useQuery(trpc.setup.status.queryOptions());
  const viewer = useQuery(trpc.viewer.me.queryOptions());
  const error = status.error ?? viewer.error;
  if (error) {
    const retry = () => void Promise.all([status.refetch(), viewer.refetch()]);
    return (
      <Frame current={0}>
        <FaultState title="The setup can't go on" error={error} onRetry={retry} />
      </Frame>
    );
  }
  if (!status.data || viewer.data === undefined) return <FrameSkeleton />;
  if (status.data.state === 'done') return <DoneSetup viewer={viewer.data} fresh={fresh} />;
  return (
    <OpenSetup
      status={status.data}
      onDone={async () => {
        setFresh(true);
        await queryClient.invalidateQueries(trpc.viewer.pathFilter());
        await queryClient.invalidateQueries(trpc.setup.status.queryFilter());
        await setParams({ link: null, step: 'machine' }, { history: 'replace' });
      }}
    />
  );
}
