import type { JobOrder } from './order';

export type JobRefusal = 'not-this-protocol' | 'other-machine' | 'other-enrolment' | 'expired' | 'replayed';

export type Acceptance =
  | { ok: true }
  /** `known`: this attempt is in the journal already; send its newest status again and do nothing else. */
  | { ok: false; code: 'known' | JobRefusal; text: string };

/** What an agent knows when an offer comes. `highestSequence` is 0 before the first job of an enrolment. */
export interface AcceptingAgent {
  machineId: string;
  enrolmentId: string;
  highestSequence: number;
  knownJobs: { jobId: string; attempt: number }[];
  nowMs: number;
}

/**
 * Whether a job is taken on. Its signature was found good before it was parsed. An offer of a job that is known comes
 * with every new session; one with a sequence that is not above the highest and isn't known is an old one replayed.
 */
export function acceptJob(order: JobOrder, agent: AcceptingAgent): Acceptance {
  if (order.v !== 1) {
    return refuse(
      'not-this-protocol',
      `The job has format ${order.v}; this agent reads format 1. Update the agent.`,
    );
  }
  if (order.machineId !== agent.machineId) {
    return refuse('other-machine', 'The job is for another machine. Nothing was done.');
  }
  if (order.enrolmentId !== agent.enrolmentId) {
    const text = 'The job is for an earlier enrolment of this machine, whose jobs are void. Make a new job.';
    return refuse('other-enrolment', text);
  }
  if (isKnown(order, agent)) return { ok: false, code: 'known', text: 'The job is known already.' };
  if (order.sequence <= agent.highestSequence) {
    const text = `The job's sequence ${order.sequence} is not above ${agent.highestSequence}, the highest seen here: it is an old job. Make a new one.`;
    return refuse('replayed', text);
  }
  if (agent.nowMs >= order.notAfter) {
    return refuse('expired', 'The job was not to start after a time that is past. Make a new one.');
  }
  return { ok: true };
}

function refuse(code: JobRefusal, text: string): Acceptance {
  return { ok: false, code: code, text: text };
}

function isKnown(order: JobOrder, agent: AcceptingAgent): boolean {
  for (let index = 0; index < agent.knownJobs.length; index += 1) {
    const known = agent.knownJobs[index] as { jobId: string; attempt: number };
    if (known.jobId === order.jobId && known.attempt === order.attempt) return true;
  }
  return false;
}
