'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Skeleton, Stepper } from '@teredo-fleet/ui';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { LiveUpdates } from '@/shell/live';
import { ViewerContext } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { type Account, AccountStep } from './account-step';
import { AddressesStep } from './addresses-step';
import { MachineStep } from './machine-step';
import { setupParams } from './search-params';

const STEPS = ['Account', 'Addresses', 'First machine'];

function Frame({ current, children }: { current: number; children: React.ReactNode }) {
  return (
    <main>
      <h1 className="text-2xl font-semibold tracking-tight">Set up</h1>
      <div className="mt-3 mb-8">
        <Stepper steps={STEPS} current={current} />
      </div>
      {children}
    </main>
  );
}

function NoLink() {
  return (
    <Callout tone="warn" title="The setup link is missing">
      The server printed a one-time link when it started; it ends with <code>/setup?link=…</code>. Open that
      one. Starting the server again prints a new one.
    </Callout>
  );
}

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
      Sign in to go on with the first machine.
    </Callout>
  );
}

/** Admin account, addresses, first machine. The first two are one act; the third may be skipped and taken up again. */
export function SetupClient() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [{ link, step }, setParams] = useQueryStates(setupParams);
  const status = useQuery(trpc.setup.status.queryOptions());
  const viewer = useQuery(trpc.viewer.me.queryOptions());
  const [account, setAccount] = useState<Account | null>(null);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});

  if (status.error || viewer.error) {
    return (
      <Frame current={0}>
        <FaultState
          title="The setup can't go on"
          error={status.error ?? viewer.error}
          onRetry={() => {
            void status.refetch();
            void viewer.refetch();
          }}
        />
      </Frame>
    );
  }
  if (!status.data || viewer.data === undefined) {
    return (
      <Frame current={0}>
        <Skeleton className="h-64 w-full" />
      </Frame>
    );
  }
  if (status.data.state === 'done') {
    if (!viewer.data) {
      return (
        <Frame current={2}>
          <SignInFirst />
        </Frame>
      );
    }
    return (
      <ViewerContext value={viewer.data}>
        <LiveUpdates>
          <Frame current={2}>
            <MachineStep />
          </Frame>
        </LiveUpdates>
      </ViewerContext>
    );
  }
  if (link === null) {
    return (
      <Frame current={0}>
        <NoLink />
      </Frame>
    );
  }
  if (step !== 'addresses' || account === null) {
    return (
      <Frame current={0}>
        <AccountStep
          account={account}
          refused={refused}
          onDone={(done) => {
            setRefused({});
            setAccount(done);
            void setParams({ step: 'addresses' });
          }}
        />
      </Frame>
    );
  }
  return (
    <Frame current={1}>
      <AddressesStep
        link={link}
        account={account}
        status={status.data}
        onBack={() => void setParams({ step: 'account' })}
        onAccountRefused={(fields) => {
          setRefused(fields);
          void setParams({ step: 'account' });
        }}
        onDone={async () => {
          await setParams({ link: null, step: 'machine' }, { history: 'replace' });
          await Promise.all([
            queryClient.invalidateQueries(trpc.viewer.pathFilter()),
            queryClient.invalidateQueries(trpc.setup.pathFilter()),
          ]);
        }}
      />
    </Frame>
  );
}
