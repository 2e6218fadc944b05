'use client';
import { useQuery } from '@tanstack/react-query';
import { PageHeader } from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { BrakeCard } from './brake-card';
import { NoMachineYet } from './machines/no-machine-yet';
import { QueueNotice } from './machines/queue-notice';
import { machinesHref } from './machines/search-params';
import { AttentionList } from './overview-attention';
import { ChangesSinceVisit } from './overview-changes';
import { OverviewGroups } from './overview-groups';
import { ACTIVE } from './overview-input';
import { RecentRollouts } from './overview-lists';
import { OverviewNow } from './overview-now';
import { OverTime } from './overview-over-time';

function FirstMachine() {
  return (
    <NoMachineYet href="/setup?step=machine" action="Enrol the first machine">
      One pasted command enrols a machine; a minute later this page says whether Teredo works there, and why.
    </NoMachineYet>
  );
}

export function OverviewClient() {
  const trpc = useTRPC();
  const all = useQuery(trpc.machines.counts.queryOptions({ filter: {} }));
  const counts = useQuery(trpc.machines.counts.queryOptions({ filter: ACTIVE }));
  const inUse = counts.data?.total;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Overview"
        description={
          inUse === undefined ? (
            ' '
          ) : (
            <>
              <Link
                href={machinesHref('/machines', { status: ['active'] })}
                className="tnum rounded-sm font-medium text-ink underline-offset-2 hover:underline"
              >
                {inUse.toLocaleString('en-GB')} {inUse === 1 ? 'machine' : 'machines'} in use
              </Link>
              {counts.data?.simulated ? (
                <>
                  {', '}
                  <Link
                    href={machinesHref('/machines', { status: ['active'], simulated: true })}
                    className="tnum rounded-sm underline-offset-2 hover:underline"
                  >
                    {counts.data.simulated.toLocaleString('en-GB')} simulated
                  </Link>
                </>
              ) : null}
            </>
          )
        }
      />
      {counts.error && !counts.data ? (
        <FaultState
          title="The numbers could not be read"
          error={counts.error}
          onRetry={() => counts.refetch()}
        />
      ) : all.data?.total === 0 ? (
        <FirstMachine />
      ) : (
        <>
          <QueueNotice counts={all.data} showing={[]} />
          <OverviewNow />
          <OverviewGroups counts={counts.data} />
        </>
      )}
      <div className="grid items-start gap-3 xl:grid-cols-[1.4fr_1fr]">
        <AttentionList />
        <div className="grid gap-3">
          <ChangesSinceVisit />
          <BrakeCard />
          <RecentRollouts />
        </div>
      </div>
      {all.data?.total === 0 ? null : <OverTime />}
    </div>
  );
}
