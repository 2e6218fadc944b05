import type { CourseRow } from '@teredo-fleet/ui';
import { roughSpanWords } from './span-words';
import type { RehearsalView } from './view-shapes';

export interface Course {
  rows: CourseRow[];
  ticks: { at: number; text: string }[];
}

const TICKS = 4;

type Events = RehearsalView['events'];
const firstAt = (events: Events, kind: Events[number]['kind'], wave: number): number | null => {
  const event = events.find((one) => one.kind === kind && one.wave?.number === wave);
  return event ? Date.parse(event.at) : null;
};

/** The expected course as rows of a chart: each wave while its results come in, then while it is watched. */
export function courseOf(rehearsal: RehearsalView): Course {
  const start = Date.parse(rehearsal.startedAt);
  const length = Math.max(1, Date.parse(rehearsal.endedAt) - start);
  const place = (ms: number) => (100 * (ms - start)) / length;
  const rows = rehearsal.waves.map(({ number, name }): CourseRow => {
    const opened = firstAt(rehearsal.events, 'wave-opened', number);
    if (opened === null) return { key: String(number), title: name, spans: [] };
    const met = firstAt(rehearsal.events, 'gate-met', number);
    const next = firstAt(rehearsal.events, 'wave-opened', number + 1);
    const end = next ?? start + length;
    const stopped = rehearsal.ending === 'paused' && next === null;
    const work = { key: 'work', from: place(opened), to: place(met ?? end), faint: false } as const;
    const spans: CourseRow['spans'] = [{ ...work, tone: stopped ? 'bad' : 'accent' }];
    const watch = { key: 'watch', from: place(met ?? end), to: place(end), tone: 'ok', faint: true } as const;
    return {
      key: String(number),
      title: name,
      spans: met === null || met >= end ? spans : [...spans, watch],
    };
  });
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => ({
    at: (100 * index) / TICKS,
    text: index === 0 ? 'start' : roughSpanWords((length * index) / TICKS),
  }));
  return { rows, ticks };
}
