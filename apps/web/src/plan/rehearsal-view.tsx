import { AbsoluteTime, Callout, Card, CourseChart, SegmentBar, SegmentLegend } from '@teredo-fleet/ui';
import { segmentsOf } from '@/rollout/segments';
import { courseOf } from './rehearsal-course';
import { endingOf, spanOf, waitsWorthSaying } from './rehearsal-ending';
import type { RehearsalView as Rehearsal, RehearsalWait } from './view-shapes';

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

/** Which gates would keep a wave shut, for how long and by which numbers. */
function Waits({ waits }: { waits: readonly RehearsalWait[] }) {
  if (waits.length === 0) {
    return <p className="text-sm text-muted">No gate would keep a wave waiting for longer than a minute.</p>;
  }
  return (
    <ul aria-label="What gates would hold" className="flex flex-col divide-y divide-line/60 text-sm">
      {waits.map((wait) => (
        <li key={`${wait.wave.number} ${wait.name} ${wait.from}`} className="py-1.5">
          <span className="flex flex-wrap justify-between gap-x-4">
            <span className={wait.lasting ? 'font-medium' : undefined}>{wait.text}</span>
            <span className="tnum text-xs text-muted">
              {wait.lasting ? 'to the end, ' : 'for '}
              {spanOf(wait)}
            </span>
          </span>
          {wait.lasting ? <span className="block text-xs text-muted">{wait.remedy}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** How the plan would go by what was assumed. */
export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  const ending = endingOf(rehearsal);
  const course = courseOf(rehearsal);
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={ending.tone} title={ending.title}>
        {rehearsal.text}
      </Callout>
      <Card title="What gates would hold, and for how long">
        <Waits waits={waitsWorthSaying(rehearsal)} />
      </Card>
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
              <h3 className="text-sm font-medium">{name}</h3>
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
