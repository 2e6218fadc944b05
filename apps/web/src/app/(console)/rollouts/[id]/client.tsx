'use client';
import { Callout, Card, CopyField, DefinitionList } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { noticeWords } from '@/change/notice';
import { useRollout } from '@/change/use-rollout';
import { EvidenceCard } from '@/evidence/evidence-card';
import { aboutRows } from '@/rollout/about-rows';
import { ApprovalsList } from '@/rollout/approvals-list';
import { NoticeCard } from '@/rollout/notice-card';
import { OverrideNotices } from '@/rollout/override-notices';
import { PlannedClient } from '@/rollout/planned-client';
import { ReadRollout } from '@/rollout/read-rollout';
import { RolloutHead } from '@/rollout/rollout-head';
import type { RolloutView } from '@/trpc/shapes';
import { RolloutActions } from './actions';
import { JobCard } from './job-card';

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
      <ApprovalsList approvals={rollout.approvals} />
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
      <OverrideNotices rolloutId={rollout.id} overrides={rollout.noticeOverrides} />
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
          <EvidenceCard rolloutId={rollout.id} />
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
