import { TextField } from '@teredo-fleet/ui';

/** The addresses of mail, or the one of a webhook. */
export function TargetField(props: {
  kind: 'mail' | 'webhook';
  /** What a webhook gets. */
  gets: string;
  /** Where it is sent until now, where that stays so if nothing is typed; null: something has to be typed. */
  keeps: string | null;
  /** What the server said against it, by field. */
  fields: Readonly<Record<string, string>>;
  value: string;
  onChange(value: string): void;
}) {
  const { kind, gets, keeps, fields } = props;
  const hint =
    kind === 'mail'
      ? 'With commas between. The server needs TEREDO_FLEET_SMTP.'
      : `Gets ${gets} by POST, signed. Not of the server’s own machine; redirects are not followed.`;
  return (
    <TextField
      label={keeps !== null ? 'Another address' : kind === 'mail' ? 'E-mail addresses' : 'Address'}
      hint={keeps === null ? hint : `Empty: it stays at ${keeps}. The secret stays the same.`}
      required={keeps === null}
      error={fields['to.url'] ?? fields['to.addresses'] ?? fields['to.addresses.0'] ?? null}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
