'use client';
import { Callout, Card, CopyField, DefinitionList, Time } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { noticeWords } from '@/change/notice';
import { useRollout } from '@/change/use-rollout';
import { aboutRows } from '@/rollout/about-rows';
import { PlannedClient } from '@/rollout/planned-client';
import { ReadRollout } from '@/rollout/read-rollout';
import { RolloutHead } from '@/rollout/rollout-head';
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

function SingleRollout({ rollout }: { rollout: RolloutView }) {
  const router = useRouter();
  return (
    <div className="flex flex-col gap-4">
      <RolloutHead rollout={rollout} actions={<RolloutActions rollout={rollout} />} />
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

export function RolloutClient({ id }: { id: string }) {
  const query = useRollout(id);
  return (
    <ReadRollout query={query} what="rollout">
      {(rollout) =>
        rollout.kind === 'planned' || rollout.planned !== null ? (
          <PlannedClient rollout={rollout} view={rollout.planned} />
        ) : (
          <SingleRollout rollout={rollout} />
        )
      }
    </ReadRollout>
  );
}
