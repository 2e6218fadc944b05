import { Callout } from '@teredo-fleet/ui';
import { jobLook } from '@/presentation/job-states';
import type { JobView } from '@/trpc/shapes';
import { verdictDetail, verdictWords } from './verdict';

/** What the job's end means; for a failed one what is wrong, in words. */
export function JobVerdict({ job }: { job: JobView }) {
  const words = verdictWords(job);
  if (words === null) return null;
  const look = jobLook(job.state);
  const detail = verdictDetail(job);
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
      {detail ? <p className="mt-1 break-words">{detail}</p> : null}
    </Callout>
  );
}
