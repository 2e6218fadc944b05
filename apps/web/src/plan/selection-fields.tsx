'use client';
import { Field, NumberField, Select } from '@teredo-fleet/ui';
import { MachineFilterBar } from '@/filter/machine-filter-bar';
import type { DraftSelection } from './shapes';

const KINDS: readonly [kind: DraftSelection['kind'], title: string][] = [
  ['count', 'A number of machines'],
  ['percent', 'A share of the target'],
  ['filter', 'Machines that match a filter'],
  ['rest', 'All the rest'],
];

function selectionOf(kind: DraftSelection['kind']): DraftSelection {
  switch (kind) {
    case 'count':
      return { kind, count: 5 };
    case 'percent':
      return { kind, percent: 10 };
    case 'filter':
      return { kind, filter: {} };
    case 'rest':
      return { kind };
  }
}

/** Which machines a wave takes. */
export function SelectionFields(props: {
  selection: DraftSelection;
  fault: string | null;
  onChange(selection: DraftSelection): void;
}) {
  const { selection, fault, onChange } = props;
  return (
    <>
      <Field label="Takes" error={selection.kind === 'rest' || selection.kind === 'filter' ? fault : null}>
        {(control) => (
          <Select
            {...control}
            value={selection.kind}
            onChange={(event) => onChange(selectionOf(event.target.value as DraftSelection['kind']))}
          >
            {KINDS.map(([kind, title]) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {selection.kind === 'count' ? (
        <NumberField
          label="Machines"
          error={fault}
          min={1}
          max={1_000_000}
          value={selection.count}
          onChange={(count) => onChange({ kind: 'count', count })}
        />
      ) : null}
      {selection.kind === 'percent' ? (
        <NumberField
          label="Share, %"
          error={fault}
          min={1}
          max={100}
          value={selection.percent}
          onChange={(percent) => onChange({ kind: 'percent', percent })}
        />
      ) : null}
      {selection.kind === 'filter' ? (
        <div className="sm:col-span-3">
          <MachineFilterBar
            filter={selection.filter}
            onChange={(filter) => onChange({ kind: 'filter', filter })}
          />
        </div>
      ) : null}
    </>
  );
}
