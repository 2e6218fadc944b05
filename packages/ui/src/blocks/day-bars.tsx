import { cn } from '../cn';
import { type Tone, toneFill } from '../tone';

export interface DayBar {
  /** `2026-11-28`. */
  day: string;
  parts: readonly { key: string; tone: Tone; value: number; faint?: boolean }[];
}

const WIDTH = 100;
const HEIGHT = 24;
const GAP_SHARE = 0.2;

/** How whole numbers were divided, a bar a day; a day without numbers has none. Decoration: the same stands below as a table. */
export function DayBars({ days, className }: { days: readonly (DayBar | null)[]; className?: string }) {
  const most = Math.max(1, ...days.map((day) => day?.parts.reduce((sum, { value }) => sum + value, 0) ?? 0));
  const step = WIDTH / Math.max(1, days.length);
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={cn('block h-32 w-full rounded-sm bg-sunken', className)}
    >
      {days.map((day, index) => {
        if (day === null) return null;
        let below = 0;
        return day.parts.map(({ key, tone, value, faint }) => {
          const height = (value / most) * HEIGHT;
          below += height;
          if (value === 0) return null;
          return (
            <rect
              key={`${day.day} ${key}`}
              x={index * step + (step * GAP_SHARE) / 2}
              width={step * (1 - GAP_SHARE)}
              y={HEIGHT - below}
              height={height}
              className={cn(toneFill[tone], faint && 'opacity-50')}
            />
          );
        });
      })}
    </svg>
  );
}
