'use client';
import { Field, NumberField, Select } from '@teredo-fleet/ui';
import { type GateField, OPEN_FIELDS, TRIP_FIELDS } from './gate-words';
import type { DraftGate, PlanFault } from './shapes';
import { faultAt } from './steps';

function Threshold(props: {
  field: GateField;
  gate: DraftGate;
  fault: string | null;
  onChange(gate: DraftGate): void;
}) {
  const { key, label, hint, min, max, unit } = props.field;
  return (
    <NumberField
      label={label}
      hint={hint}
      error={props.fault}
      min={min}
      max={max}
      unit={unit}
      value={props.gate[key]}
      onChange={(value) => props.onChange({ ...props.gate, [key]: value })}
    />
  );
}

/** Every threshold of a gate with what it does. `faults` are named from the gate. */
export function GateFields(props: {
  gate: DraftGate;
  faults: readonly PlanFault[];
  onChange(gate: DraftGate): void;
}) {
  const { gate, faults, onChange } = props;
  const groups = [
    ['What pauses the rollout', TRIP_FIELDS],
    ['What the next wave waits for', OPEN_FIELDS],
  ] as const;
  return (
    <>
      {groups.map(([title, fields]) => (
        <fieldset key={title} className="min-w-0">
          <legend className="mb-2 text-xs font-medium text-muted">{title}</legend>
          <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            {fields.map((field) => (
              <Threshold
                key={field.key}
                field={field}
                gate={gate}
                fault={faultAt(faults, field.key)}
                onChange={onChange}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Field
        label="Going on to the next wave"
        hint="By hand: somebody looks at it and promotes it, whatever the numbers say."
        error={faultAt(faults, 'promotion')}
        className="max-w-sm"
      >
        {(control) => (
          <Select
            {...control}
            value={gate.promotion}
            onChange={(event) =>
              onChange({ ...gate, promotion: event.target.value as DraftGate['promotion'] })
            }
          >
            <option value="automatic">By itself, when all of this holds</option>
            <option value="by-hand">By hand, when all of this holds</option>
          </Select>
        )}
      </Field>
    </>
  );
}
