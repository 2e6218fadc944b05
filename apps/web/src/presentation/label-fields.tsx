'use client';
import { useQuery } from '@tanstack/react-query';
import { Field, Select } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';

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
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  const counts = useQuery(trpc.machines.counts.queryOptions({ filter: { status: ['active'] } })).data;
  const known = Object.entries(counts?.byLabel ?? {});
  // One that no machine has any more is still what was chosen.
  const isKnown = props.label === '' || known.some(([label]) => label === props.label);
  const labels: [string, number][] = isKnown ? known : [...known, [props.label, 0]];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Machines labelled" error={props.faults.label ?? null}>
        {(control) => (
          <Select {...control} value={props.label} onChange={(event) => props.onLabel(event.target.value)}>
            <option value="" disabled>
              {labels.length === 0 ? 'No machine has a label' : 'Choose a label'}
            </option>
            {labels.map(([label, machines]) => (
              <option key={label} value={label}>
                {label} ({machines.toLocaleString('en-GB')})
              </option>
            ))}
          </Select>
        )}
      </Field>
      {scopes.length > 1 && props.scopeFixed !== true ? (
        <Field label="In the scope" error={props.faults.scopeId ?? null}>
          {(control) => (
            <Select
              {...control}
              value={props.scopeId}
              onChange={(event) => props.onScope(event.target.value)}
            >
              <option value="" disabled>
                Choose one
              </option>
              {scopes.map((scope) => (
                <option key={scope.id} value={scope.id}>
                  {scope.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
    </div>
  );
}
