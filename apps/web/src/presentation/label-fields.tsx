'use client';
import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';
import { ScopeField } from './scope-field';

/** Machines of one scope that have a label: which, and where there is more than one scope, of which. */
export function LabelFields(props: {
  label: string;
  scopeId: string;
  faults: Readonly<Record<string, string>>;
  /** What was chosen before stays as it is. */
  scopeFixed?: boolean;
  onLabel(label: string): void;
  onScope(id: string): void;
}) {
  const { label, faults } = props;
  const counts = useQuery(useTRPC().machines.counts.queryOptions({ filter: { status: ['active'] } })).data;
  const known = Object.entries(counts?.byLabel ?? {});
  // One that no machine has any more is still what was chosen.
  const isKnown = label === '' || known.some(([one]) => one === label);
  const labels: [string, number][] = isKnown ? known : [...known, [label, 0]];
  const isNone = counts !== undefined && labels.length === 0;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label="Machines labelled"
        hint={
          isNone
            ? 'Give machines a label first: on the page of each, or by the command they enrol with.'
            : undefined
        }
        error={faults.label ?? null}
        placeholder={isNone ? 'No machine has a label' : 'Choose a label'}
        value={label}
        choices={labels.map(([one, machines]) => [one, `${one} (${machines.toLocaleString('en-GB')})`])}
        onChange={props.onLabel}
      />
      {props.scopeFixed ? null : (
        <ScopeField
          label="In the scope"
          error={faults.scopeId}
          value={props.scopeId}
          onChange={props.onScope}
        />
      )}
    </div>
  );
}
