import { type OutcomeGroup, outcomeOf } from '@teredo-fleet/evidence';
import { scaleBand, scaleLinear, scaleTime } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import { QUIET } from './page-parts';

const WIDTH = 515;
const COLOURS: Record<OutcomeGroup, string> = {
  good: '#1d7a4f',
  untouched: '#7a8ca0',
  bad: '#b3261e',
  open: '#b7791f',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const svg = (height: number, inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${inner}</svg>`;

const label = (x: number, y: number, text: string, anchor = 'start'): string =>
  `<text x="${x}" y="${y}" font-family="NotoSans" font-size="8" fill="${QUIET}" text-anchor="${anchor}">${escaped(text)}</text>`;

/** A bar for each state, the most frequent first, each with its number: readable without colours. */
export function outcomeChart(byState: Readonly<Record<string, number>>): string {
  const bars = Object.entries(byState).sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  const height = Math.max(1, bars.length) * 18 + 4;
  const y = scaleBand(
    bars.map(([state]) => state),
    [2, height - 2],
  ).padding(0.25);
  const x = scaleLinear([0, Math.max(1, ...bars.map(([, count]) => count))], [0, WIDTH - 170]);
  const drawn = bars.map(([state, count]) => {
    const top = y(state)!;
    const middle = top + y.bandwidth() / 2 + 3;
    const width = Math.max(count > 0 ? 1 : 0, x(count));
    return [
      label(112, middle, state.replaceAll('-', ' '), 'end'),
      `<rect x="118" y="${top}" width="${width}" height="${y.bandwidth()}" fill="${COLOURS[outcomeOf(state)]}"/>`,
      label(122 + width, middle, String(count)),
    ].join('');
  });
  return svg(height, drawn.join(''));
}

interface Finished {
  at: number;
  good: boolean;
}

const POINTS = 400;

/** Running totals at each end, thinned to what a page can show. */
function totals(ends: readonly Finished[], counts: (end: Finished) => boolean): [number, number][] {
  const every = Math.max(1, Math.ceil(ends.length / POINTS));
  const points: [number, number][] = [];
  let total = 0;
  for (const [index, end] of ends.entries()) {
    if (counts(end)) total += 1;
    if (index % every === 0 || index === ends.length - 1) points.push([end.at, total]);
  }
  return points;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A moment on the scale of a chart that spans so long: no two of its ticks read alike. */
function clock(at: Date, spanMs: number): string {
  const iso = at.toISOString();
  if (spanMs < 10 * MINUTE_MS) return iso.slice(11, 19);
  return spanMs < DAY_MS ? iso.slice(11, 16) : `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
}

/** How many machines had ended by when: all of them, and those that came out well. */
export function progressChart(finished: readonly Finished[]): string {
  const ends = [...finished].sort((a, b) => a.at - b.at);
  const height = 120;
  const [left, bottom] = [40, height - 16];
  const first = ends[0]!.at;
  const spanMs = Math.max(ends.at(-1)!.at - first, 4_000);
  const x = scaleTime([first, first + spanMs], [left, WIDTH - 70]);
  const y = scaleLinear([0, ends.length], [bottom, 8]).nice();
  const path = line<[number, number]>(
    ([at]) => x(at),
    ([, count]) => y(count),
  ).curve(curveStepAfter);
  const draw = (counts: (end: Finished) => boolean, colour: string, name: string, dash: string): string => {
    const points = totals(ends, counts);
    const last = points.at(-1)!;
    const stroke = `fill="none" stroke="${colour}" stroke-width="1.5" stroke-dasharray="${dash}"`;
    return `<path d="${path(points)}" ${stroke}/>${label(x(last[0]) + 4, y(last[1]) + 3, `${name} ${last[1]}`)}`;
  };
  const whole = y.ticks(4).filter(Number.isInteger);
  const grid = whole.map(
    (tick) =>
      `<path d="M${left} ${y(tick)}H${WIDTH - 70}" stroke="#d5dde5" stroke-width="0.5"/>${label(left - 4, y(tick) + 3, String(tick), 'end')}`,
  );
  const times = x.ticks(4).map((tick) => label(x(tick), height - 4, clock(tick, spanMs), 'middle'));
  const goods = ends.filter(({ good }) => good).length;
  const both = draw(() => true, COLOURS.untouched, 'ended', '3 2');
  return svg(
    height,
    [
      ...grid,
      ...times,
      goods === ends.length ? '' : both,
      draw(({ good }) => good, COLOURS.good, 'well', '0'),
    ].join(''),
  );
}
