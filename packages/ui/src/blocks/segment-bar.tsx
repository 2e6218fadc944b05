import type { LucideIcon } from 'lucide-react';
import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import { cn } from '../cn';
import { type Tone, toneFill, toneText } from '../tone';
import { layOutShares } from './lay-out-shares';

export interface Segment {
  key: string;
  word: string;
  icon: LucideIcon;
  tone: Tone;
  /** `hatched`: nobody knows; `faint`: not begun. */
  fill: 'solid' | 'hatched' | 'faint';
  value: number;
}

const GAP = 0.35;

function Hatch({ id, tone }: { id: string; tone: Tone }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className={cn(toneFill[tone], 'opacity-20')} />
      <rect width="2.5" height="6" className={toneFill[tone]} />
    </pattern>
  );
}

/**
 * Parts of a whole as one bar, thick enough to be told apart by their fill alone. Decoration: a legend with the numbers
 * stands beside it.
 */
export function SegmentBar({ segments, thin }: { segments: readonly Segment[]; thin?: boolean }) {
  const id = useId();
  const pieces = layOutShares(segments);
  const hatched = pieces.filter(({ fill }) => fill === 'hatched');
  return (
    <svg
      aria-hidden="true"
      className={cn('block w-full overflow-hidden rounded-sm bg-idle-soft', thin ? 'h-2' : 'h-4')}
    >
      <defs>
        {hatched.map(({ key, tone }) => (
          <Hatch key={key} id={`${id}-${key}`} tone={tone} />
        ))}
      </defs>
      {pieces.map((piece, index) => (
        <rect
          key={piece.key}
          x={`${piece.from}%`}
          width={`${index === pieces.length - 1 ? piece.width : Math.max(0, piece.width - GAP)}%`}
          height="100%"
          {...(piece.fill === 'hatched' ? { fill: `url(#${id}-${piece.key})` } : {})}
          className={cn(
            piece.fill !== 'hatched' && toneFill[piece.tone],
            piece.fill === 'faint' && 'opacity-35',
          )}
        />
      ))}
    </svg>
  );
}

export type LegendLink = ReactElement<{ className?: string; children?: ReactNode }>;

/** What the bar shows, in words and numbers; where `linkOf` gives a link, the entry leads to the machines behind it. */
export function SegmentLegend(props: {
  label: string;
  segments: readonly Segment[];
  linkOf?: (key: string) => LegendLink | null;
}) {
  return (
    <ul aria-label={props.label} className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
      {props.segments
        .filter(({ value }) => value > 0)
        .map((segment) => {
          const Icon = segment.icon;
          const link = props.linkOf?.(segment.key) ?? null;
          const body = (
            <>
              <Icon
                aria-hidden
                className={cn('size-3.5 shrink-0', toneText[segment.tone])}
                strokeWidth={2.25}
              />
              <span className="text-muted">{segment.word}</span>
              <span className="tnum font-medium">{segment.value.toLocaleString('en-GB')}</span>
            </>
          );
          const look = 'inline-flex min-h-6 items-center gap-1 rounded-sm';
          return (
            <li key={segment.key}>
              {link === null ? (
                <span className={look}>{body}</span>
              ) : (
                cloneElement(link, { className: cn(look, 'hover:underline') }, body)
              )}
            </li>
          );
        })}
    </ul>
  );
}
