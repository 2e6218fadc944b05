'use client';
import { Button, Callout, TextField } from '@teredo-fleet/ui';
import { Plus, Trash2 } from 'lucide-react';
import { conditionsOf, filterWords } from '@/filter/machine-filter';
import { MachineFilterBar } from '@/filter/machine-filter-bar';
import { useScopes } from '@/filter/use-scopes';
import type { FormPlan, PlanFault } from './shapes';
import { faultAt } from './steps';

type Exclusion = FormPlan['exclusions'][number];
const MOST = 10;

function ExclusionRow(props: {
  number: number;
  exclusion: Exclusion;
  faults: readonly PlanFault[];
  onChange(exclusion: Exclusion): void;
  onRemove(): void;
}) {
  const { number, exclusion, faults, onChange } = props;
  const scopes = useScopes();
  const place = `exclusions.${number}`;
  return (
    <li className="flex flex-col gap-2 rounded-md border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm">
          Leaves out <span className="font-medium">{filterWords(exclusion.filter, scopes)}</span>
        </p>
        <Button size="sm" variant="ghost" onClick={props.onRemove}>
          <Trash2 aria-hidden /> Remove<span className="sr-only"> exclusion {number + 1}</span>
        </Button>
      </div>
      <MachineFilterBar filter={exclusion.filter} onChange={(filter) => onChange({ ...exclusion, filter })} />
      {conditionsOf(exclusion.filter).length === 0 ? (
        <Callout tone="warn">Without a condition this leaves out every machine.</Callout>
      ) : null}
      <TextField
        label="Why they are left out"
        hint="Stands beside each of these machines and in the report."
        maxLength={500}
        error={faultAt(faults, `${place}.reason`) ?? faultAt(faults, `${place}.filter`, true)}
        value={exclusion.reason}
        onChange={(reason) => onChange({ ...exclusion, reason })}
      />
    </li>
  );
}

/** Machines that the target matches and that are to be left alone, each group with its reason. */
export function Exclusions(props: {
  exclusions: FormPlan['exclusions'];
  faults: readonly PlanFault[];
  onChange(exclusions: FormPlan['exclusions']): void;
}) {
  const { exclusions, faults, onChange } = props;
  const at = (number: number, exclusion: Exclusion) =>
    onChange(exclusions.map((one, index) => (index === number ? exclusion : one)));
  return (
    <section aria-label="Exclusions" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">Leave out</h3>
      {exclusions.length === 0 ? (
        <p className="text-sm text-muted">Nobody is left out.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {exclusions.map((exclusion, number) => (
            <ExclusionRow
              // biome-ignore lint/suspicious/noArrayIndexKey: exclusions have no identity but their place
              key={number}
              number={number}
              exclusion={exclusion}
              faults={faults}
              onChange={(next) => at(number, next)}
              onRemove={() => onChange(exclusions.filter((_, index) => index !== number))}
            />
          ))}
        </ul>
      )}
      <div>
        <Button
          size="sm"
          disabled={exclusions.length >= MOST}
          onClick={() => onChange([...exclusions, { filter: {}, reason: '' }])}
        >
          <Plus aria-hidden /> Add an exclusion
        </Button>
      </div>
    </section>
  );
}
