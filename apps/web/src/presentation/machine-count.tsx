import { cn, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Look } from './look';
import { LookStatus } from './look-status';

const inWords = (machines: number) =>
  `${machines.toLocaleString('en-GB')} ${machines === 1 ? 'machine' : 'machines'}`;

/** How many machines are so; the number leads to them. */
export function MachineCount(props: {
  machines: number;
  href: string;
  look: Look;
  /** What it is counted of, and when, for those who hear it among others. */
  of: string;
  when?: string;
  /** Whether its icon stands beside it: where nothing else near says how it is. */
  marked: boolean;
}) {
  const { machines, look, of, when = '' } = props;
  if (machines === 0) return <span className="tnum text-faint">0</span>;
  const Icon = look.icon;
  return (
    <Link
      href={props.href}
      prefetch={false}
      aria-label={`${of}: ${look.word}${when}, ${inWords(machines)}`}
      className={cn(
        'target inline-flex justify-end gap-1.5 underline underline-offset-2 hover:text-accent',
        props.marked ? 'items-baseline' : 'items-center',
      )}
    >
      {props.marked ? (
        <Icon aria-hidden className={cn('size-3.5 shrink-0 translate-y-0.5', toneText[look.tone])} />
      ) : null}
      <span className="tnum">{machines.toLocaleString('en-GB')}</span>
    </Link>
  );
}

export interface LookCount {
  key: string;
  look: Look;
  count: ReactNode;
}

/** How many are how, each below its look. `className`: how many beside each other. */
export function CountGrid({ counts, className }: { counts: readonly LookCount[]; className: string }) {
  return (
    <dl className={cn('grid grid-cols-2 gap-x-4 gap-y-3', className)}>
      {counts.map(({ key, look, count }) => (
        <div key={key} className="min-w-0">
          <dt className="text-xs text-muted">
            <LookStatus look={look} />
          </dt>
          <dd className="flex text-lg font-semibold [&>a]:justify-start">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same in one line, for a screen that has no room for columns. */
export function CountLine({ counts }: { counts: readonly LookCount[] }) {
  return (
    <dl className="mt-1.5 flex flex-wrap gap-x-3 text-xs md:hidden">
      {counts.map(({ key, look, count }) => (
        <div key={key} className="flex items-baseline gap-1.5">
          <dt className="text-muted">{look.word}</dt>
          <dd className="flex [&>a]:justify-start">{count}</dd>
        </div>
      ))}
    </dl>
  );
}
