'use client';
import { cn } from '@teredo-fleet/ui';
import { CircleAlert } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { PlanFault } from './shapes';
import { faultsOfStep, STEPS, type StepKey } from './steps';

/** Where not all steps fit, the list is moved to the current one; the page itself is not. */
function useShown(list: RefObject<HTMLOListElement | null>, current: StepKey): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is another place
  useEffect(() => {
    const show = () => {
      const item = list.current?.querySelector('[aria-current=step]')?.parentElement;
      if (!list.current || !item) return;
      const middle = item.offsetLeft - list.current.offsetLeft + item.offsetWidth / 2;
      list.current.scrollLeft = middle - list.current.clientWidth / 2;
    };
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [current, list]);
}

/** The steps, each a way to it; a step with something wrong says so. */
export function WizardSteps(props: {
  current: StepKey;
  faults: readonly PlanFault[];
  /** Before the first save there is nowhere to go. */
  locked: boolean;
  onGo(step: StepKey): void;
}) {
  const list = useRef<HTMLOListElement>(null);
  useShown(list, props.current);
  return (
    <nav aria-label="Steps">
      <ol ref={list} className="flex gap-1 overflow-x-auto border-b pb-2">
        {STEPS.map(({ key, title }, index) => {
          const current = key === props.current;
          const wrong = faultsOfStep(props.faults, key).length;
          return (
            <li key={key} className="shrink-0">
              <button
                type="button"
                aria-current={current ? 'step' : undefined}
                disabled={props.locked && !current}
                onClick={() => props.onGo(key)}
                className={cn(
                  'inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink disabled:opacity-50',
                  current && 'bg-accent-soft font-medium text-ink',
                )}
              >
                <span className="tnum text-xs">{index + 1}</span>
                {title}
                {wrong > 0 ? (
                  <>
                    <CircleAlert aria-hidden className="size-3.5 text-bad" />
                    <span className="sr-only">({wrong} to mend)</span>
                  </>
                ) : null}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
