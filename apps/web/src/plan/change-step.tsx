'use client';
import { Callout, ChoiceCards } from '@teredo-fleet/ui';
import { type Mode, usualDesired } from '@/change/desired';
import { DesiredForm } from '@/change/desired-form';
import type { StepProps } from './step-props';
import { faultsBelow } from './steps';

const MODES = [
  { value: 'off', title: 'Turn Teredo off', text: 'Disables it and closes its firewall exception.' },
  {
    value: 'on',
    title: 'Turn Teredo on',
    text: 'Installs IPv6 where it is missing and opens the firewall for it.',
  },
] as const;

/** What the machines should be afterwards. */
export function ChangeStep({ plan, faults, onChange }: StepProps) {
  const { desired } = plan.work;
  const wrong = faultsBelow(faults, 'work');
  const set = (next: typeof desired) => onChange({ work: { kind: 'apply', desired: next } });
  return (
    <div className="flex flex-col gap-5">
      <ChoiceCards<Mode>
        legend="What is done"
        name="mode"
        value={desired.teredo.mode}
        choices={MODES}
        columns={2}
        onChange={(mode) => set(usualDesired(mode, null))}
      />
      <DesiredForm desired={desired} observation="many" onChange={set} />
      {wrong.map(({ field, text }) => (
        <Callout key={field} tone="bad">
          {text}
        </Callout>
      ))}
      <p className="max-w-prose text-sm text-muted">
        Each machine keeps its own earlier settings first, so that rolling back gives every machine its own.
        Afterwards it is read again: only what is read back counts as verified.
      </p>
    </div>
  );
}
