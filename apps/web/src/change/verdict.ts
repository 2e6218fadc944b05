import type { JobView } from '@/trpc/shapes';

const WORDS: Partial<Record<JobView['state'], string>> = {
  verified: 'The machine was read again and is as wanted.',
  'already-compliant': 'The machine was as wanted already; nothing was changed.',
  'not-applicable': 'This change does not apply to this machine; nothing was changed.',
  blocked: 'Something stands in the way; nothing was changed.',
  failed: 'A step failed. The steps show which, and what it said.',
  'verify-failed': 'Reading back shows that the machine is not as wanted:',
  'timed-out': 'The machine did not finish in time. What it did after the last report is not known.',
  'lost-contact':
    'What the machine did is not known yet. When it is back its agent tells, and this result is corrected.',
  reverted: 'The machine lost contact after the change and put its earlier settings back by itself.',
  refused: 'It was refused before it began.',
  expired: 'The machine did not come to start it in time; nothing was changed.',
  cancelled: 'Cancelled before it started; nothing was changed.',
  quarantined: 'The machine was quarantined; the job is void.',
  'rolled-back': 'The earlier settings were given back.',
};

/** What a job's end means, in a sentence; null while it is under way. */
export function verdictWords(job: JobView): string | null {
  if (!job.terminal && job.state !== 'lost-contact') return null;
  return WORDS[job.state] ?? null;
}

/** What a job's end adds to its lists of what is unmet and what is in the way; null where it only says those again. */
export function verdictDetail({ detail, unmet, blockers }: JobView): string | null {
  if (detail === null) return null;
  const listed = [...unmet, ...blockers].map(({ text }) => text).join(' ');
  return listed.startsWith(detail.trim()) ? null : detail;
}
