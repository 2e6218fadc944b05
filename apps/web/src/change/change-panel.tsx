'use client';
import { Button, Callout, Card, cn, DiffTable, Skeleton, Time } from '@teredo-fleet/ui';
import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { OverrideNotices } from '@/rollout/override-notices';
import { JobButtons } from './job-buttons';
import { JobStages } from './job-stages';
import { JobVerdict } from './job-verdict';
import { observedDiff } from './observed-facts';
import { useRollout } from './use-rollout';
import { workWords } from './work-words';

/** A change on its way, live; when it has ended, what came of it. */
export function ChangePanel(props: {
  rolloutId: string;
  machineId: string;
  onUndone(rolloutId: string): void;
}) {
  const rollout = useRollout(props.rolloutId);
  const job = rollout.data?.jobs.find((one) => one.machine.id === props.machineId);
  if (rollout.error && !rollout.data) {
    return (
      <FaultState
        title="The change could not be read"
        error={rollout.error}
        onRetry={() => rollout.refetch()}
      />
    );
  }
  if (!rollout.data || !job) {
    return (
      <Card title="Change">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="mt-3 h-24 w-full" />
      </Card>
    );
  }
  const look = jobLook(job.state);
  const changes = observedDiff(job.before, job.after);
  return (
    <Card
      className={cn(!job.terminal && 'border-accent/50')}
      title={
        <span className="inline-flex flex-wrap items-center gap-x-3">
          {workWords(job)}
          <span role="status" className="text-xs font-normal">
            <LookStatus look={look} spin={job.state === 'running'} />
          </span>
        </span>
      }
      aside={
        <span className="inline-flex flex-wrap items-center gap-2">
          {rollout.data.author.name}, <Time at={job.createdAt} />
        </span>
      }
    >
      <div className="@container">
        <div className="grid grid-cols-1 gap-x-8 gap-y-4 wrap-anywhere @3xl:grid-cols-2">
          <JobStages job={job} rollout={rollout.data} />
          <div className="flex min-w-0 flex-col gap-3">
            {rollout.data.state === 'paused' ? (
              <Callout tone="warn" title="The rollout is paused">
                {rollout.data.pauseReason ?? 'Nothing starts until it is resumed.'}
              </Callout>
            ) : null}
            <OverrideNotices rolloutId={rollout.data.id} overrides={rollout.data.noticeOverrides} />
            <JobVerdict job={job} />
            {job.after && changes.length > 0 ? (
              <DiffTable label="Before and after" lines={changes} before="Before" after="After" />
            ) : null}
            <div className="flex flex-wrap items-center gap-2">
              <JobButtons job={job} overrides={rollout.data.noticeOverrides} onUndone={props.onUndone} />
              <Button asChild size="sm">
                <Link href={`/rollouts/${rollout.data.id}`}>
                  <ExternalLink aria-hidden /> Rollout and report
                </Link>
              </Button>
              {job.terminal && !job.undo.possible && job.undo.why ? (
                <span className="text-xs text-muted">No undo: {job.undo.why}</span>
              ) : null}
            </div>
          </div>
        </div>
      </div>
    </Card>
  );
}
