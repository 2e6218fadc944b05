'use client';
import { Button, Callout } from '@teredo-fleet/ui';
import type { PlanFault } from './shapes';
import { STEPS, type StepKey, stepOfField } from './steps';

const titleOf = (step: StepKey) => STEPS.find(({ key }) => key === step)?.title;

/** Everything that is still wrong, each with the way to where it is mended. */
export function FaultList(props: { faults: readonly PlanFault[]; onGo(step: StepKey): void }) {
  return (
    <Callout tone="bad" title="Something has to be mended first">
      <ul className="mt-1 flex flex-col gap-1">
        {props.faults.map(({ field, text }) => {
          const step = stepOfField(field);
          return (
            <li key={`${field}${text}`} className="flex flex-wrap items-center gap-2">
              <span className="text-ink">
                {text} <code className="text-xs text-muted">{field}</code>
              </span>
              <Button size="sm" onClick={() => props.onGo(step)}>
                Go to {titleOf(step)}
              </Button>
            </li>
          );
        })}
      </ul>
    </Callout>
  );
}
