import { ChoiceCards } from '@teredo-fleet/ui';
import type { Role } from '@/trpc/shapes';
import type { ROLES } from './roles';
import { ScopeChoice } from './scope-choice';

/** What somebody may do, and where. */
export interface Access {
  /** null: not chosen yet. What somebody may do is decided, not left as it stood. */
  role: Role | null;
  scopeIds: string[];
}

export function AccessFields(props: {
  access: Access;
  roles: readonly Pick<(typeof ROLES)[number], 'value' | 'text'>[];
  onChange(part: Partial<Access>): void;
}) {
  const { access, onChange } = props;
  return (
    <>
      <ChoiceCards
        legend="Role"
        name="role"
        value={access.role}
        choices={props.roles.map(({ value, text }) => ({ value, title: value, text }))}
        onChange={(role) => onChange({ role })}
      />
      <ScopeChoice value={access.scopeIds} onChange={(scopeIds) => onChange({ scopeIds })} />
    </>
  );
}
