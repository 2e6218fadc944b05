import { Callout } from '@teredo-fleet/ui';
import type { GateHold } from './view-shapes';

/** What would hold the wave after this one, in numbers, each with what can be done about it. */
export function GateHolds({ wave, holds }: { wave: string; holds: readonly GateHold[] }) {
  if (holds.length === 0) return null;
  return (
    <ul aria-label={`What would hold the wave after ${wave}`} className="flex flex-col gap-2">
      {holds.map(({ name, text, remedy }) => (
        <li key={name}>
          <Callout tone="warn" title={text}>
            {remedy}
          </Callout>
        </li>
      ))}
    </ul>
  );
}
