import type { ReportScheduleView } from '@/trpc/shapes';

const EVERY: Record<ReportScheduleView['every'], string> = {
  day: 'every day',
  week: 'every Monday',
  month: 'on the first of every month',
};

/** When a report is sent: `every Monday at 06:00, Europe/Oslo`. */
export function rhythmWords({
  every,
  hour,
  timeZone,
}: Pick<ReportScheduleView, 'every' | 'hour' | 'timeZone'>): string {
  return `${EVERY[every]} at ${String(hour).padStart(2, '0')}:00, ${timeZone}`;
}

/** Where it goes. */
export function targetWords({ kind, target }: Pick<ReportScheduleView, 'kind' | 'target'>): string {
  return kind === 'folder' ? 'the folder of reports on the server' : target;
}

/** What of the trail it tells; the whole of it when nothing was chosen. */
export function filterWords(filter: ReportScheduleView['filter']): string {
  const parts = Object.entries(filter).map(([key, value]) => `${key} ${value}`);
  return parts.length === 0 ? 'every entry' : parts.join(', ');
}
