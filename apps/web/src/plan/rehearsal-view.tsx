import { AbsoluteTime, Callout, Card, CourseChart, SegmentBar, SegmentLegend } from '@teredo-fleet/ui';
import { segmentsOf } from '@/rollout/segments';
import { courseOf } from './rehearsal-course';
import { spanWords } from './span-words';
import type { RehearsalView as Rehearsal } from './view-shapes';

const ENDINGS = {
  done: { tone: 'ok', title: 'It would be done' },
  /** Its end came before its machines did. */
  expired: { tone: 'warn', title: 'It would end without some of its machines' },
  paused: { tone: 'bad', title: 'A gate would stop it' },
  stuck: { tone: 'warn', title: 'It would wait for somebody' },
} as const;

function spanOf({ startedAt, endedAt }: Rehearsal): string {
  const minutes = Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000));
  return spanWords(minutes > 180 ? Math.round(minutes / 60) * 3_600 : minutes * 60);
}

function Events({ rehearsal }: { rehearsal: Rehearsal }) {
  return (
    <ol aria-label="Expected course" className="flex flex-col divide-y divide-line/60 text-sm">
      {rehearsal.events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rehearsal never changes
        <li key={index} className="flex flex-wrap justify-between gap-x-4 py-1">
          <span className={event.kind === 'paused' ? 'font-medium text-bad' : undefined}>{event.text}</span>
          <span className="text-xs text-muted">
            <AbsoluteTime at={event.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** How the plan would go by what was assumed. */
export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  const expired = rehearsal.waves.reduce((sum, { counts }) => sum + counts.expired, 0);
  const ending = rehearsal.ending === 'done' && expired > 0 ? ENDINGS.expired : ENDINGS[rehearsal.ending];
  const course = courseOf(rehearsal);
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={ending.tone} title={`${ending.title} after ${spanOf(rehearsal)}`}>
        {rehearsal.text}
      </Callout>
      <Card title="Expected course">
        <div className="flex flex-col gap-4">
          <CourseChart rows={course.rows} ticks={course.ticks} />
          <Events rehearsal={rehearsal} />
        </div>
      </Card>
      <Card title="At the end">
        <ul className="flex flex-col gap-4">
          {rehearsal.waves.map(({ number, name, counts }) => (
            <li key={number} className="flex flex-col gap-1.5">
              <h4 className="text-sm font-medium">{name}</h4>
              <SegmentBar segments={segmentsOf(counts)} />
              <SegmentLegend label={`${name} at the end`} segments={segmentsOf(counts)} />
            </li>
          ))}
        </ul>
      </Card>
      {rehearsal.unknown > 0 ? (
        <p className="text-sm text-muted">
          {rehearsal.unknown.toLocaleString('en-GB')} machines were never read; they are rehearsed as ones
          that would change.
        </p>
      ) : null}
    </div>
  );
}
