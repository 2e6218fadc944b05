'use client';
import { useQuery } from '@tanstack/react-query';
import { SelectField } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';

/** One scope, where there is more than one. */
export function ScopeField(props: {
  label: string;
  hint?: string;
  error: string | null | undefined;
  /** Its id; empty: none, which is what `every` says or what is still to be chosen. */
  value: string;
  /** How no scope in particular is called; absent: one has to be chosen. */
  every?: string;
  onChange(id: string): void;
}) {
  const { every, value } = props;
  const scopes = useQuery(useTRPC().scopes.list.queryOptions()).data?.rows ?? [];
  // One that was chosen while there were more is still what was chosen.
  if (scopes.length < 2 && (value === '' || every === undefined)) return null;
  const all = scopes.map(({ id, name }) => [id, name] as const);
  return (
    <SelectField
      label={props.label}
      hint={props.hint}
      error={props.error ?? null}
      value={value}
      onChange={props.onChange}
      {...(every === undefined
        ? { required: true, placeholder: 'Choose one', choices: all }
        : { choices: [['', every] as const, ...all] })}
    />
  );
}
