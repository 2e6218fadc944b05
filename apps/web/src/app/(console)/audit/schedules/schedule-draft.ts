import { targetOf } from '@/sending/send-target';
import type { ReportScheduleEntry } from '@/trpc/shapes';

/** What stands in the form. */
export interface Draft {
  name: string;
  every: 'day' | 'week' | 'month';
  hour: number | null;
  timeZone: string;
  outcome: 'all' | 'refused' | 'failed';
  format: 'csv' | 'jsonl';
  kind: 'mail' | 'webhook' | 'folder';
  target: string;
}

export const FIRST_DRAFT: Draft = {
  name: '',
  every: 'week',
  hour: 6,
  timeZone: 'UTC',
  outcome: 'all',
  format: 'csv',
  kind: 'mail',
  target: '',
};

/** The form as the server takes it. */
export function entryOf(draft: Draft): ReportScheduleEntry {
  const { name, every, hour, timeZone, outcome, format } = draft;
  return {
    name,
    filter: outcome === 'all' ? {} : { outcome },
    format,
    every,
    hour: hour ?? -1,
    timeZone,
    to: targetOf(draft.kind, draft.target),
  };
}
