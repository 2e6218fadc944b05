import { TextField } from '@teredo-fleet/ui';

/** A password that is set here; the server asks the same of it, and that few others use it. */
export function NewPasswordField({
  hint = 'A few words work well.',
  ...props
}: {
  label: string;
  hint?: string;
  error?: string | null;
  tall?: boolean;
  autoFocus?: boolean;
  value: string;
  onChange(password: string): void;
}) {
  return (
    <TextField
      {...props}
      hint={`12 characters or more. ${hint}`}
      type="password"
      required
      minLength={12}
      maxLength={128}
      autoComplete="new-password"
    />
  );
}
