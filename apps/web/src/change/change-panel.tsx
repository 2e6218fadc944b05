'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  AbsoluteTime,
  Button,
  Callout,
  Card,
  cn,
  DiffTable,
  ProgressSteps,
  Skeleton,
  Time,
} from '@teredo-fleet/ui';
import { Ban, ExternalLink, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { useLive } from '@/shell/live';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { JobView, RolloutView } from '@/trpc/shapes';
import { desiredWords } from './desired';
import { jobProgress } from './job-progress';
import { newId } from './new-id';
import { observedDiff } from './observed-facts';
import { ReasonDialog } from './reason-dialog';
import { verdictWords } from './verdict';

const POLL_WITHOUT_EVENTS_MS = 4000;

export function workWords(job: JobView): string {
  return job.work.kind === 'restore'
    ? 'Undo: give back the earlier settings'
    : desiredWords(job.work.desired);
}

/** The rollout behind a change, kept fresh by events, or by asking while there are none. */
export function useRollout(id: string) {
  const trpc = useTRPC();
  const live = useLive();
  return useQuery({
    ...trpc.rollouts.get.queryOptions({ id }),
    refetchInterval: (query) => {
      const open = query.state.data?.jobs.some((job) => !job.terminal) ?? false;
      return open && live !== 'live' ? POLL_WITHOUT_EVENTS_MS : false;
    },
  });
}

/** What the job's end means; for a failed one what is wrong, in words. */
export function Verdict({ job }: { job: JobView }) {
  const words = verdictWords(job);
  if (words === null) return null;
  const look = jobLook(job.state);
  return (
    <Callout tone={look.tone} icon={look.icon} title={look.word}>
      <p>{words}</p>
      {job.unmet.length > 0 ? (
        <ul className="mt-1 ml-4 list-disc text-ink">
          {job.unmet.map((fact) => (
            <li key={fact.fact}>{fact.text}</li>
          ))}
        </ul>
      ) : null}
      {job.blockers.length > 0 ? (
        <ul className="mt-1 ml-4 list-disc text-ink">
          {job.blockers.map((blocker) => (
            <li key={blocker.code}>{blocker.text}</li>
          ))}
        </ul>
      ) : null}
      {job.detail ? <p className="mt-1">{job.detail}</p> : null}
    </Callout>
  );
}

/** Undo for a job that ended, cancel for one that did not. */
export function JobButtons({ job, onUndone }: { job: JobView; onUndone?: (rolloutId: string) => void }) {
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'undo' | 'cancel' | null>(null);
  const [idempotencyKey, setIdempotencyKey] = useState(newId);
  const settled = () => {
    void queryClient.invalidateQueries(trpc.rollouts.pathFilter());
    void queryClient.invalidateQueries(trpc.machines.pathFilter());
  };
  const undo = useMutation(
    trpc.jobs.undo.mutationOptions({
      onSuccess: ({ rolloutId }) => {
        setAsking(null);
        setIdempotencyKey(newId());
        onUndone?.(rolloutId);
      },
      onSettled: settled,
    }),
  );
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onSuccess: () => setAsking(null), onSettled: settled }),
  );
  const mayCancel = !job.terminal && job.startedAt === null && may('job.cancel');
  return (
    <>
      {mayCancel ? (
        <Button size="sm" variant="danger-quiet" onClick={() => setAsking('cancel')}>
          <Ban aria-hidden /> Cancel
        </Button>
      ) : null}
      {job.undo.possible && may('job.undo') ? (
        <Button size="sm" onClick={() => setAsking('undo')}>
          <Undo2 aria-hidden /> Undo
        </Button>
      ) : null}
      <ReasonDialog
        open={asking === 'undo'}
        onOpenChange={(open) => setAsking(open ? 'undo' : null)}
        title={`Undo on ${job.machine.hostname}`}
        description="The machine gives back the settings that it saved before this change, and reads them back."
        action="Undo"
        busy={undo.isPending}
        error={undo.error}
        onConfirm={(reason) => undo.mutate({ jobId: job.id, reason, idempotencyKey })}
      />
      <ReasonDialog
        open={asking === 'cancel'}
        onOpenChange={(open) => setAsking(open ? 'cancel' : null)}
        title={`Cancel on ${job.machine.hostname}`}
        description="It has not started yet. Nothing will be changed on the machine."
        action="Cancel the change"
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={(reason) => cancel.mutate({ jobId: job.id, reason })}
      />
    </>
  );
}

/** A job's way, stage by stage. */
export function JobProgress({ job, rollout }: { job: JobView; rollout: RolloutView }) {
  const stages = jobProgress(job, rollout.noticePolicy.kind);
  return (
    <ProgressSteps
      label={`Progress on ${job.machine.hostname}`}
      steps={stages.map((stage) => ({
        key: stage.key,
        title: stage.title,
        detail: stage.until ? (
          <>
            {stage.detail} Until <AbsoluteTime at={stage.until} />.
          </>
        ) : (
          stage.detail
        ),
        state: stage.state,
        at: stage.at ? <Time at={stage.at} quiet /> : null,
      }))}
    />
  );
}

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
        <div className="grid gap-x-8 gap-y-4 @3xl:grid-cols-2">
          <JobProgress job={job} rollout={rollout.data} />
          <div className="flex min-w-0 flex-col gap-3">
            {rollout.data.state === 'paused' ? (
              <Callout tone="warn" title="The rollout is paused">
                {rollout.data.pauseReason ?? 'Nothing starts until it is resumed.'}
              </Callout>
            ) : null}
            <Verdict job={job} />
            {job.after && changes.length > 0 ? (
              <DiffTable label="Before and after" lines={changes} before="Before" after="After" />
            ) : null}
            <div className="flex flex-wrap items-center gap-2">
              <JobButtons job={job} onUndone={props.onUndone} />
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
