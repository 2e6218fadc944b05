'use client';
import { Card, CodeBlock, DiffTable, Disclosure, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { JobButtons } from '@/change/job-buttons';
import { JobStages } from '@/change/job-stages';
import { JobVerdict } from '@/change/job-verdict';
import { observedDiff } from '@/change/observed-facts';
import { workWords } from '@/change/work-words';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import { stepWords } from '@/presentation/steps';
import type { JobView, RolloutView } from '@/trpc/shapes';
import { Receipts } from './receipts';

function BeforeAfter({ job }: { job: JobView }) {
  if (!job.before && !job.after) {
    const words = job.terminal ? 'It ended before the machine was read.' : 'Not read yet.';
    return <p className="text-sm text-muted">{words}</p>;
  }
  const lines = observedDiff(job.before, job.after);
  return lines.length === 0 ? (
    <p className="text-sm text-muted">No fact differs before and after.</p>
  ) : (
    <DiffTable label="Before and after" lines={lines} before="Before" after="After" />
  );
}

function StepOutputs({ job }: { job: JobView }) {
  const steps = job.steps.filter((step) => step.output.trim() !== '');
  if (steps.length === 0) return null;
  return (
    <Disclosure summary="What the steps printed">
      <div className="flex flex-col gap-2">
        {steps.map((step) => (
          <div key={`${step.step.kind}${step.startedAt}`}>
            <p className="mb-1 text-xs text-muted">
              {stepWords(step.step)}
              {step.exitCode === null ? '' : `, exit code ${step.exitCode}`}
            </p>
            <CodeBlock code={step.output} what="output" />
          </div>
        ))}
      </div>
    </Disclosure>
  );
}

function Events({ job }: { job: JobView }) {
  return (
    <Disclosure summary={`Every report (${job.events.length})`}>
      <ol className="divide-y divide-line/60 text-sm">
        {job.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events only grow at the end
          <li key={index} className="flex flex-wrap items-baseline gap-x-3 py-1">
            <span className="w-24 text-xs text-muted">
              <Time at={event.at} quiet />
            </span>
            <span>{jobLook(event.state).word}</span>
            {event.detail ? (
              <span className="min-w-0 text-xs break-words text-muted">{event.detail}</span>
            ) : null}
            <span className="ml-auto text-xs text-faint">
              {event.source}
              {event.accepted ? '' : ', changed nothing'}
            </span>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** One machine's share of a rollout. */
export function JobCard(props: { job: JobView; rollout: RolloutView; onUndone(rolloutId: string): void }) {
  const { job, rollout } = props;
  return (
    <Card
      title={
        <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link href={`/machines/${job.machine.id}`} className="rounded-sm hover:underline">
            {job.machine.hostname}
          </Link>
          {job.machine.simulated ? <SimulatedBadge /> : null}
          <span className="font-normal text-muted">{workWords(job)}</span>
        </span>
      }
      aside={<LookStatus look={jobLook(job.state)} spin={job.state === 'running'} />}
    >
      <div className="@container flex flex-col gap-4">
        <JobVerdict job={job} />
        <div className="grid grid-cols-1 gap-x-8 gap-y-4 wrap-anywhere @2xl:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
          <JobStages job={job} rollout={rollout} />
          <div className="min-w-0">
            <h3 className="mb-1.5 text-xs font-medium text-faint">Before and after</h3>
            <BeforeAfter job={job} />
          </div>
        </div>
        <div>
          <h3 className="mb-1.5 text-xs font-medium text-faint">Receipts</h3>
          <Receipts job={job} policy={rollout.noticePolicy.kind} />
        </div>
        <div className="flex flex-col gap-0.5">
          <StepOutputs job={job} />
          <Events job={job} />
        </div>
        <div className="flex flex-wrap items-center gap-2 empty:hidden">
          <JobButtons job={job} overrides={rollout.noticeOverrides} onUndone={props.onUndone} />
          {job.terminal && !job.undo.possible && job.undo.why ? (
            <span className="text-xs text-muted">No undo: {job.undo.why}</span>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
