import type { ReactNode } from 'react';
import { cn } from '../cn';

/** Names and their values, one pair a line. `null` values read as "not known". */
export function DefinitionList(props: {
  items: readonly (readonly [name: string, value: ReactNode])[];
  className?: string;
}) {
  return (
    <dl className={cn('divide-y divide-line/60 text-sm', props.className)}>
      {props.items.map(([name, value]) => (
        <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5">
          <dt className="text-muted">{name}</dt>
          <dd className="tnum min-w-0 text-right break-words">
            {value === null ? <span className="text-faint">not known</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
