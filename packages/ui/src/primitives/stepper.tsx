import { Check } from 'lucide-react';
import { cn } from '../cn';

/** Where one is in a row of steps. */
export function Stepper(props: { steps: readonly string[]; current: number }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
      {props.steps.map((title, index) => {
        const done = index < props.current;
        const current = index === props.current;
        return (
          <li key={title} aria-current={current ? 'step' : undefined} className="flex items-center gap-1.5">
            {index > 0 ? <span aria-hidden className="h-px w-4 bg-line sm:w-6" /> : null}
            <span
              className={cn(
                'tnum inline-flex size-5 items-center justify-center rounded-full border text-2xs font-medium',
                done && 'border-transparent bg-accent text-on-accent',
                current && 'border-accent text-accent',
                !done && !current && 'text-faint',
              )}
            >
              {done ? <Check aria-hidden className="size-3" strokeWidth={3} /> : index + 1}
            </span>
            <span className={cn(current ? 'font-medium' : 'text-muted', !current && 'hidden sm:inline')}>
              {title}
            </span>
            {done ? <span className="sr-only">(done)</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
