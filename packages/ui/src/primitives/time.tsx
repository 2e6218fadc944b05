'use client';
import { absoluteTime, relativeTime } from '../relative-time';
import { useClock } from './clock';
import { Tooltip } from './tooltip';

/** A moment: relative words, the absolute time on hover and focus. `quiet` leaves it out of the tab order. */
export function Time(props: { at: string | number; quiet?: boolean; className?: string }) {
  const { now, zone } = useClock();
  const ms = typeof props.at === 'number' ? props.at : Date.parse(props.at);
  const iso = new Date(ms).toISOString();
  const absolute = absoluteTime(ms, zone);
  const body = (
    <time dateTime={iso} className={props.className ?? 'tnum whitespace-nowrap'}>
      {relativeTime(ms, now)}
    </time>
  );
  if (props.quiet) {
    return <span title={absolute}>{body}</span>;
  }
  return (
    <Tooltip text={absolute}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the absolute time has to be reachable by keyboard */}
      <span tabIndex={0} className="cursor-default rounded-sm">
        {body}
      </span>
    </Tooltip>
  );
}

/** A moment in full, in the page's zone. */
export function AbsoluteTime({ at }: { at: string | number }) {
  const { zone } = useClock();
  const ms = typeof at === 'number' ? at : Date.parse(at);
  return (
    <time dateTime={new Date(ms).toISOString()} className="tnum whitespace-nowrap">
      {absoluteTime(ms, zone)}
    </time>
  );
}
