'use client';
import { Callout, ChoiceCards, TextField } from '@teredo-fleet/ui';
import Link from 'next/link';
import { machinesHref, paramsOf } from '@/app/(console)/machines/search-params';
import { conditionsOf } from '@/filter/machine-filter';
import { MachineFilterBar } from '@/filter/machine-filter-bar';
import { Exclusions } from './exclusions';
import type { StepProps } from './step-props';
import { faultAt } from './steps';

const MODES = [
  {
    value: 'frozen',
    title: 'Machines that match when it is submitted',
    text: 'The list is fixed then. Who enrols later is not part of it.',
  },
  {
    value: 'live',
    title: 'Machines that match while it runs',
    text: 'Who matches later joins: a wave that has not opened and takes it, else the late pool, whose turn comes after the last wave opened.',
  },
] as const;

function Matching({ plan, targeted }: Pick<StepProps, 'plan' | 'targeted'>) {
  if (targeted === null) return <p className="text-sm text-muted">Counting…</p>;
  const all = conditionsOf(plan.target.filter).length === 0;
  return (
    <p role="status" className="tnum text-sm">
      <Link
        href={machinesHref('/machines', paramsOf(plan.target.filter))}
        target="_blank"
        className="font-medium text-accent hover:underline"
      >
        All {targeted.toLocaleString('en-GB')} {all ? '' : 'matching '}
        {targeted === 1 ? 'machine' : 'machines'}
        <span className="sr-only"> (opens in a new tab)</span>
      </Link>{' '}
      <span className="text-muted">The filter is kept, not a list of names; it is counted live.</span>
    </p>
  );
}

/** For which machines: a name, the machine list's own filter, and who is left alone. */
export function TargetStep(
  props: StepProps & { name: string; nameFault: string | null; onRename(name: string): void },
) {
  const { plan, faults, targeted, onChange } = props;
  const { target } = plan;
  const filterFault = faultAt(faults, 'target.filter', true) ?? faultAt(faults, 'target');
  return (
    <div className="flex flex-col gap-5">
      <TextField
        label="Name"
        hint="As people will look for it: what and where, such as “Teredo off, Oslo offices”."
        required
        maxLength={120}
        error={props.nameFault ?? faultAt(faults, 'name')}
        value={props.name}
        onChange={props.onRename}
        className="max-w-xl"
      />
      <section aria-label="Target" className="flex flex-col gap-2">
        <h3 className="text-sm font-medium">Machines</h3>
        <MachineFilterBar
          filter={target.filter}
          onChange={(filter) => onChange({ target: { ...target, filter } })}
        />
        <Matching plan={plan} targeted={targeted} />
        {targeted === 0 ? (
          <Callout tone="warn" title="No machine matches now">
            Take away a condition, or go on: it can’t be submitted while nobody matches.
          </Callout>
        ) : null}
        {filterFault ? <Callout tone="bad">{filterFault}</Callout> : null}
      </section>
      <ChoiceCards
        legend="Who belongs to it"
        name="target-mode"
        value={target.mode}
        choices={MODES}
        columns={2}
        onChange={(mode) => onChange({ target: { ...target, mode } })}
      />
      <Exclusions
        exclusions={plan.exclusions}
        faults={faults}
        onChange={(exclusions) => onChange({ exclusions })}
      />
    </div>
  );
}
