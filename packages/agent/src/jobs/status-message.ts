import type { JobReport } from '@teredo-fleet/agent-core';
import type { StatusMessage } from '@teredo-fleet/protocol';

/** The report as it goes over the wire: plain JSON, cut loose from the job's state. */
export function statusOf(report: JobReport): Omit<StatusMessage, 'n'> {
  const body = JSON.parse(JSON.stringify(report)) as Omit<StatusMessage, 'n' | 'type'>;
  return { type: 'status', ...body };
}
