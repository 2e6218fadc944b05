import { AbsoluteTime, ProgressSteps, showHiddenMarks, Time } from '@teredo-fleet/ui';
import type { JobView, RolloutView } from '@/trpc/shapes';
import { jobProgress } from './job-progress';

/** A job's way, stage by stage. */
export function JobStages({ job, rollout }: { job: JobView; rollout: RolloutView }) {
  const stages = jobProgress(job, rollout.noticePolicy.kind);
  return (
    <ProgressSteps
      label={`Progress on ${job.machine.hostname}`}
      steps={stages.map((stage) => ({
        key: stage.key,
        title: stage.title,
        detail: stage.until ? (
          <>
            {showHiddenMarks(stage.detail ?? '')} Until <AbsoluteTime at={stage.until} />.
          </>
        ) : stage.detail === null ? null : (
          showHiddenMarks(stage.detail)
        ),
        state: stage.state,
        at: stage.at ? <Time at={stage.at} quiet /> : null,
      }))}
    />
  );
}
