import type { JobState } from '@teredo-fleet/protocol';
import type { TimelineItem } from '../views';

/** One line as the query finds it. */
export interface TimelineRecord {
  id: string;
  at: Date;
  kind: TimelineItem['kind'];
  /** A verb, a reason for an observation, a job state, or an answer. */
  word: string;
  /** How an entry ended; of what kind the rollout of a job is; null elsewhere. */
  manner: string | null;
  detail: string | null;
  actor: string | null;
  rollout_id: string | null;
}

const VERBS: Readonly<Record<string, string>> = {
  'machine.toggle': 'Change asked for',
  'machine.observe': 'Asked to look now',
  'machine.accept': 'Accepted',
  'machine.refuse': 'Refused',
  'machine.setLabels': 'Labels changed',
  'machine.retire': 'Retired',
  'machine.delete': 'Deleted',
  'machine.releaseQuarantine': 'Released from quarantine',
  'job.undo': 'Undo asked for',
  'job.cancel': 'Change cancelled',
  'agent.enrol': 'Enrolled',
  'agent.enrolAgain': 'Enrolled again',
  'application.request': 'An application asked for Teredo',
  'machine.quarantine': 'Quarantined: two machines use this identity',
};

const OBSERVED: Readonly<Record<string, string>> = {
  connect: 'Seen when it connected',
  change: 'Changed by itself or by somebody on the machine',
  requested: 'Seen on request',
  verify: 'Seen during or after a job',
  periodic: 'Seen in passing',
};

const ANSWERS: Readonly<Record<string, string>> = {
  acknowledged: 'Notice acknowledged',
  deferred: 'Notice deferred',
  refused: 'Change refused by the user',
  'timed-out': 'Notice not answered in time',
  closed: 'Notice closed',
  'nobody-logged-on': 'Nobody was logged on to be told',
  suppressed: 'Notice suppressed by the system',
  informed: 'User informed',
};

const JOBS: Readonly<Record<JobState, string>> = {
  requested: 'Job requested',
  queued: 'Job signed and queued',
  offered: 'Job offered to the machine',
  notifying: 'Telling the user',
  deferred: 'Job put off by the user',
  'waiting-window': 'Job waits for its window',
  running: 'Job runs',
  verifying: 'Job ran, reading back',
  verified: 'Job verified',
  'already-compliant': 'Job skipped: already so',
  'not-applicable': 'Job does not apply',
  blocked: 'Job blocked',
  failed: 'Job failed',
  'verify-failed': 'Job failed: what was wanted was not read back',
  'timed-out': 'Job timed out',
  'lost-contact': 'Contact lost during the job',
  reverted: 'Job reverted by the machine itself',
  refused: 'Job refused',
  expired: 'Job expired',
  cancelled: 'Job cancelled',
  quarantined: 'Job void: the machine is quarantined',
  'rolled-back': 'Earlier settings given back',
};

const REQUESTED: Readonly<Record<string, string>> = {
  repair: 'Repair requested',
  rollback: 'Rollback requested',
};

function titleOf({ kind, word, manner }: TimelineRecord): string {
  switch (kind) {
    case 'audit': {
      const title = VERBS[word] ?? word;
      return manner === 'done' ? title : `${title}: ${manner}`;
    }
    case 'observation':
      return OBSERVED[word] ?? `Seen (${word})`;
    case 'job':
      return (word === 'requested' && REQUESTED[manner ?? '']) || (JOBS[word as JobState] ?? `Job ${word}`);
    case 'receipt':
      return ANSWERS[word] ?? `Notice: ${word}`;
  }
}

/** A line of a machine's history in words. */
export function timelineItem(record: TimelineRecord): TimelineItem {
  const { id, at, kind, detail, actor, rollout_id: rolloutId } = record;
  return { id, at: at.toISOString(), kind, title: titleOf(record), detail, actor, rolloutId };
}
