import type { JobView } from '../src/trpc/shapes';

export const AT = '2026-11-23T10:00:00.000Z';

/** A job just asked for, but for `part`. */
export function aJob(part: Partial<JobView>): JobView {
  return {
    id: 'job',
    rolloutId: 'rollout',
    machine: { id: 'machine', hostname: 'fin-lt-100', simulated: false },
    attempt: 1,
    state: 'requested',
    terminal: false,
    detail: null,
    until: null,
    work: { kind: 'restore', savedByJob: 'earlier' },
    steps: [],
    unmet: [],
    blockers: [],
    before: null,
    after: null,
    createdAt: AT,
    signedAt: null,
    offeredAt: null,
    goGrantedAt: null,
    startedAt: null,
    finishedAt: null,
    receipts: [],
    events: [],
    undo: { possible: false, why: null },
    ...part,
  };
}
