import { cn } from '../cn';
import { type Tone, toneFill } from '../tone';

export interface CourseRow {
  key: string;
  title: string;
  /** Stretches of time in hundredths of the whole; the later ones lie on top. */
  spans: readonly { key: string; from: number; to: number; tone: Tone; faint: boolean }[];
}

const LEAST = 0.6;

/** Who is at what from when to when. Decoration: the same course stands below it as a list. */
export function CourseChart(props: {
  rows: readonly CourseRow[];
  /** Words below the axis and where they stand, in hundredths. */
  ticks: readonly { at: number; text: string }[];
}) {
  return (
    <div aria-hidden="true" className="grid grid-cols-[minmax(4rem,8rem)_1fr] gap-x-3 gap-y-1 text-xs">
      {props.rows.map((row) => (
        <div key={row.key} className="contents">
          <span className="truncate text-right text-muted">{row.title}</span>
          <svg aria-hidden="true" className="block h-4.5 w-full rounded-sm bg-sunken">
            {props.ticks.map(({ at }) => (
              <rect key={at} x={`${at}%`} width="1" height="100%" className="fill-line" />
            ))}
            {row.spans.map((span) => (
              <rect
                key={span.key}
                x={`${Math.min(span.from, 100 - LEAST)}%`}
                width={`${Math.max(LEAST, span.to - span.from)}%`}
                y="20%"
                height="60%"
                rx="2"
                className={cn(toneFill[span.tone], span.faint && 'opacity-40')}
              />
            ))}
          </svg>
        </div>
      ))}
      <span />
      <svg aria-hidden="true" className="block h-4 w-full overflow-visible">
        {props.ticks.map(({ at, text }, index) => (
          <text
            key={at}
            x={`${at}%`}
            y="12"
            className={cn('fill-muted text-2xs', index % 2 === 1 && 'hidden sm:block')}
            textAnchor={at <= 1 ? 'start' : at >= 95 ? 'end' : 'middle'}
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
