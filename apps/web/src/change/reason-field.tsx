import { LongTextField } from '@teredo-fleet/ui';

/** As many characters as a reason may have. */
const LONGEST = 500;

/** Why somebody does something, for those who look at it later. */
export function ReasonField({
  label = 'Reason',
  hint = 'Kept in the audit trail.',
  ...rest
}: {
  label?: string;
  /** Where it is kept. */
  hint?: string;
  error: string | null | undefined;
  required?: boolean;
  minLength?: number;
  name?: string;
  value: string;
  onChange(reason: string): void;
}) {
  return <LongTextField label={label} hint={hint} maxLength={LONGEST} {...rest} error={rest.error ?? null} />;
}
