'use client';
import { Checkbox, Disclosure, Field, Input, Select } from '@teredo-fleet/ui';
import type { DesiredState, Observation } from '@/trpc/shapes';
import { ServerField } from './server-field';
import { FIREWALL_OFF } from './way-round';

type Teredo = DesiredState['teredo'];

function wholeNumber(text: string): number | null {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? null : value;
}

function OnFields(props: { teredo: Teredo; set(part: Partial<Teredo>): void }) {
  return (
    <>
      <Field label="Client type" hint="The plan picks by domain membership and Windows version.">
        {(control) => (
          <Select
            {...control}
            value={props.teredo.type ?? ''}
            onChange={(event) => props.set({ type: (event.target.value || null) as Teredo['type'] })}
          >
            <option value="">The plan picks</option>
            <option value="client">client</option>
            <option value="enterpriseclient">enterpriseclient</option>
            <option value="natawareclient">natawareclient</option>
            <option value="default">default</option>
          </Select>
        )}
      </Field>
      <Field label="Client UDP port" optional>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={1}
            max={65_535}
            placeholder="chosen by the system"
            value={props.teredo.clientPort ?? ''}
            onChange={(event) => props.set({ clientPort: wholeNumber(event.target.value) })}
          />
        )}
      </Field>
    </>
  );
}

/** Everything a desired state can say beside on and off. */
export function DesiredForm(props: {
  desired: DesiredState;
  /** Of the machine to change; `many`: of a plan, whose machines differ. */
  observation: Observation | null | 'many';
  onChange(desired: DesiredState): void;
}) {
  const { desired, onChange } = props;
  const on = desired.teredo.mode === 'on';
  const one = props.observation === 'many' ? null : props.observation;
  const set = (part: Partial<Teredo>) => onChange({ ...desired, teredo: { ...desired.teredo, ...part } });
  return (
    <div className="flex flex-col gap-3">
      {on ? (
        <ServerField
          value={desired.teredo.serverName}
          now={one?.configured.serverName ?? null}
          emptyHint={
            props.observation === 'many'
              ? 'Empty: each machine keeps its own.'
              : 'None is written down on the machine.'
          }
          onChange={(serverName) => set({ serverName })}
        />
      ) : null}
      <Disclosure summary="More options" open={desired.acceptFirewallOff}>
        <div className="grid gap-3 pb-1 sm:grid-cols-2">
          {on ? <OnFields teredo={desired.teredo} set={set} /> : null}
          <Field label="Firewall exception">
            {(control) => (
              <Select
                {...control}
                value={desired.firewall}
                onChange={(event) =>
                  onChange({ ...desired, firewall: event.target.value as DesiredState['firewall'] })
                }
              >
                <option value="allow-teredo">Open it for Teredo</option>
                <option value="remove-exception">Close it</option>
                <option value="leave">Leave it as it is</option>
              </Select>
            )}
          </Field>
          <div className="flex flex-col gap-1.5 sm:col-span-2">
            {on ? (
              <Checkbox
                label="Install IPv6 where it is missing"
                checked={desired.ipv6 === 'install-if-missing'}
                onChange={(event) =>
                  onChange({ ...desired, ipv6: event.target.checked ? 'install-if-missing' : 'leave' })
                }
              />
            ) : null}
            <Checkbox
              label="Allow steps that need a restart"
              checked={desired.allowReboot}
              onChange={(event) => onChange({ ...desired, allowReboot: event.target.checked })}
            />
            {on ? (
              <Checkbox
                label={FIREWALL_OFF}
                hint="Without a firewall, Teredo lets strangers reach the machine."
                checked={desired.acceptFirewallOff}
                onChange={(event) => onChange({ ...desired, acceptFirewallOff: event.target.checked })}
              />
            ) : null}
          </div>
        </div>
      </Disclosure>
    </div>
  );
}
