'use client';
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';

/** Which scopes somebody is limited to; none ticked means every scope. */
export function ScopeChoice(props: { value: string[]; onChange(value: string[]): void }) {
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  if (scopes.length < 2) return null;
  const toggle = (id: string) =>
    props.onChange(props.value.includes(id) ? props.value.filter((one) => one !== id) : [...props.value, id]);
  return (
    <fieldset>
      <legend className="text-sm font-medium">Limited to</legend>
      <p className="mb-1 text-xs text-muted">Nothing ticked: every scope.</p>
      {scopes.map((scope) => (
        <Checkbox
          key={scope.id}
          label={scope.name}
          checked={props.value.includes(scope.id)}
          onChange={() => toggle(scope.id)}
        />
      ))}
    </fieldset>
  );
}
