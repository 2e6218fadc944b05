'use client';
import { useQuery } from '@tanstack/react-query';
import { Callout } from '@teredo-fleet/ui';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { SetupStatus } from '@/trpc/shapes';
import { type Account, AccountStep } from './account-step';
import { AddressesStep } from './addresses-step';
import { Frame, FrameSkeleton } from './frame';
import { setupParams } from './search-params';

function NoLink() {
  return (
    <Callout tone="warn" title="The setup link is missing">
      The server printed a one-time link when it started; it ends with <code>/setup?link=…</code>. Open that
      one. Starting the server again prints a new one.
    </Callout>
  );
}

function WrongLink() {
  return (
    <Callout tone="warn" title="This setup link can’t be used">
      It is not the one that the server printed last: every start of the server prints a new one, and earlier
      ones stop working. Take the newest link from its output, or start it again.
    </Callout>
  );
}

interface Opened {
  link: string;
  status: SetupStatus;
  onDone(): Promise<void>;
}

/** Account, then addresses; both are sent in one act at the end of the second. */
function Steps({ link, status, onDone }: Opened) {
  const [{ step }, setParams] = useQueryStates(setupParams);
  const [account, setAccount] = useState<Account | null>(null);
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({});
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
        status={status}
        onBack={() => void setParams({ step: 'account' })}
        onAccountRefused={(fields) => {
          setRefused(fields);
          void setParams({ step: 'account' });
        }}
        onDone={onDone}
      />
    </Frame>
  );
}

/** Lets nobody fill anything in before it is known that the link is the right one. */
function WithLink(props: Opened) {
  const trpc = useTRPC();
  const check = useQuery(trpc.setup.checkLink.queryOptions({ link: props.link }));
  const malformed = check.error !== null && readFault(check.error).code === 'invalid';
  if (check.data?.opens) return <Steps {...props} />;
  if (check.data || malformed) {
    return (
      <Frame current={0}>
        <WrongLink />
      </Frame>
    );
  }
  if (check.error) {
    return (
      <Frame current={0}>
        <FaultState title="The setup can't go on" error={check.error} onRetry={() => check.refetch()} />
      </Frame>
    );
  }
  return <FrameSkeleton />;
}

/** The setup while there is no admin yet. */
export function OpenSetup(props: { status: SetupStatus; onDone(): Promise<void> }) {
  const [{ link }] = useQueryStates(setupParams);
  if (link !== null) return <WithLink link={link} {...props} />;
  return (
    <Frame current={0}>
      <NoLink />
    </Frame>
  );
}
