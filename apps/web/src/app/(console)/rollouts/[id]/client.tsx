'use client';
import { Callout, Card, CopyField, DefinitionList, PageHeader, Skeleton, Time } from '@teredo-fleet/ui';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { noticeWords } from '@/change/notice';
import { useRollout } from '@/change/use-rollout';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { LookBadge } from '@/presentation/look-status';
import { rolloutLook } from '@/presentation/rollout-states';
import { aboutRows } from '@/rollout/about-rows';
import { PlannedClient } from '@/rollout/planned-client';
import { isMissing } from '@/trpc/fault';
import type { RolloutView } from '@/trpc/shapes';
import { RolloutActions } from './actions';
import { JobCard } from './job-card';
import { NoticeCard } from './notice-card';

function Meta({ rollout }: { rollout: RolloutView }) {
  return (
    <Card title="About">
      <DefinitionList
        items={[
          ...aboutRows(rollout),
          ['Notice', noticeWords(rollout.noticePolicy.kind)],
          ['Plan hash', <CopyField key="hash" value={rollout.planHash} what="plan hash" />],
        ]}
      />
      <h3 className="mt-3 text-xs font-medium text-faint">Approvals</h3>
      <ul className="text-sm">
        {rollout.approvals.map((approval) => (
          <li
            key={`${approval.approver}${approval.at}`}
            className="flex flex-wrap justify-between gap-x-3 py-1"
          >
            <span>
              {approval.approver} <span className="text-muted">({approval.kind})</span>
            </span>
            <span className="text-xs text-muted">
              <Time at={approval.at} />
            </span>
          </li>
        ))}
        {rollout.approvals.length === 0 ? <li className="py-1 text-muted">None yet.</li> : null}
      </ul>
    </Card>
  );
}

export function RolloutClient({ id }: { id: string }) {
  const router = useRouter();
  const query = useRollout(id);
  const rollout = query.data;
  if (isMissing(query.error)) {
    const name = rollout?.name ?? 'Rollout';
    return <GoneState name={name} what="rollout" list={{ href: '/rollouts', title: 'All rollouts' }} />;
  }
  if (!rollout) {
    if (query.error) {
      return (
        <FaultState title="This rollout can't be shown" error={query.error} onRetry={() => query.refetch()} />
      );
    }
    return (
      <div role="status" aria-label="Loading the rollout" className="flex flex-col gap-3">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-64 w-full rounded-lg" />
      </div>
    );
  }
  if (rollout.kind === 'planned' || rollout.planned !== null) {
    return <PlannedClient rollout={rollout} view={rollout.planned} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <Link href="/rollouts" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
            <ChevronLeft aria-hidden className="size-3.5" /> Rollouts
          </Link>
        }
        title={rollout.name}
        description={
          <span role="status" className="mt-1 inline-flex">
            <LookBadge look={rolloutLook(rollout.state)} />
          </span>
        }
        actions={<RolloutActions rollout={rollout} />}
      />
      {rollout.state === 'paused' ? (
        <Callout tone="warn" title="Paused">
          {rollout.pauseReason ?? 'Nothing new starts until it is resumed.'}
        </Callout>
      ) : null}
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-3">
          {rollout.jobs.map((job) => (
            <JobCard
              key={job.id}
              job={job}
              rollout={rollout}
              onUndone={(rolloutId) => router.push(`/rollouts/${rolloutId}`)}
            />
          ))}
        </div>
        <div className="grid min-w-0 gap-3">
          <Meta rollout={rollout} />
          <NoticeCard rollout={rollout} />
        </div>
      </div>
    </div>
  );
}
