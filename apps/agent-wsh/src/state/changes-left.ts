import type { JobRecord } from '@teredo-fleet/agent-core';

/** A change that a job made and nothing has taken back. */
export interface LeftChange {
  jobId: string;
  /** Kinds of its steps, in their order. */
  steps: string[];
}

function stepsOf(records: JobRecord[]): string[] {
  const kinds: string[] = [];
  for (const record of records)
    if (record.kind === 'step-begun' && record.role === 'change' && kinds.indexOf(record.step.kind) === -1)
      kinds.push(record.step.kind);
  return kinds;
}

function endOf(records: JobRecord[]): string | null {
  let state: string | null = null;
  for (const record of records) if (record.kind === 'report') state = record.report.state;
  return state;
}

/** What is still changed on the machine, by the journals of its jobs in the order in which they were accepted. */
export function changesLeft(journals: JobRecord[][]): LeftChange[] {
  let left: LeftChange[] = [];
  for (const records of journals) {
    const first = records[0];
    if (first === undefined || first.kind !== 'accepted') continue;
    const { jobId, work } = first.order;
    const state = endOf(records);
    if (work.kind === 'restore') {
      // What was there before a job was there before every later one too.
      const ids = left.map((change) => change.jobId);
      const from = ids.indexOf(work.savedByJob);
      if (state === 'rolled-back' && from !== -1) left = left.slice(0, from);
      continue;
    }
    const steps = stepsOf(records);
    if (steps.length > 0 && state !== 'reverted') left.push({ jobId, steps });
  }
  return left;
}
