import type { ReactNode } from 'react';
import { cn } from '../cn';

/**
 * Names and their values, one pair a line. `null` values read as "not known". In a `wide` place the values begin near
 * their names, in a column of their own; at narrow widths below them.
 */
export function DefinitionList(props: {
  items: readonly (readonly [name: string, value: ReactNode])[];
  className?: string;
  wide?: boolean;
}) {
  return (
    <dl className={cn('divide-y divide-line/60 text-sm', props.className)}>
      {props.items.map(([name, value]) => (
        <div
          key={name}
          className={cn(
            'py-1.5',
            props.wide
              ? 'sm:grid sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-x-4'
              : 'flex flex-wrap items-baseline justify-between gap-x-4',
          )}
        >
          <dt className={cn('text-muted', props.wide && 'wrap-anywhere')}>{name}</dt>
          <dd className={cn('tnum min-w-0 break-words', !props.wide && 'ml-auto text-right')}>
            {value === null ? <span className="text-faint">not known</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
