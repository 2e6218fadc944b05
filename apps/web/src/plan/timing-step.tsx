'use client';
import { ChoiceCards, NumberField, useClock } from '@teredo-fleet/ui';
import { InstantField } from './instant-field';
import type { StepProps } from './step-props';
import { faultAt } from './steps';
import { WindowsFields } from './windows-fields';

const STARTS = [
  { value: 'approved', title: 'As soon as it is approved' },
  { value: 'later', title: 'At a time', text: 'Or when it is approved, whichever is later.' },
] as const;

const HOUR_MS = 3_600_000;

function Schedule({ plan, faults, onChange }: StepProps) {
  const { now } = useClock();
  return (
    <section aria-label="Schedule" className="flex flex-col gap-3">
      <ChoiceCards
        legend="Start"
        name="start"
        value={plan.startAt === null ? 'approved' : 'later'}
        choices={STARTS}
        columns={2}
        onChange={(start) => onChange({ startAt: start === 'approved' ? null : nextHour(now) })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        {plan.startAt === null ? null : (
          <InstantField
            label="Starts"
            hint="No machine is told anything before."
            error={faultAt(faults, 'startAt')}
            value={plan.startAt}
            onChange={(startAt) => onChange({ startAt })}
          />
        )}
        <InstantField
          label="Ends"
          hint="What has not begun by then expires; nothing is changed there. At most 90 days after approval."
          error={faultAt(faults, 'endAt')}
          value={plan.endAt}
          onChange={(endAt) => onChange({ endAt })}
        />
      </div>
    </section>
  );
}

function nextHour(now: number): number {
  return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
}

/** How many machines at a time, and how many begin each minute. */
export function LimitsFields({ plan, faults, onChange }: Pick<StepProps, 'plan' | 'faults' | 'onChange'>) {
  const { limits } = plan;
  return (
    <section aria-label="Limits" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">Limits</h3>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <NumberField
          label="Machines changed at the same time"
          hint="Empty: no limit."
          optional
          error={faultAt(faults, 'limits.atOnce')}
          min={1}
          max={1_000_000}
          value={limits.atOnce}
          onChange={(atOnce) => onChange({ limits: { ...limits, atOnce } })}
        />
        <NumberField
          label="Machines that begin each minute"
          hint="Empty: no limit."
          optional
          error={faultAt(faults, 'limits.perMinute')}
          min={1}
          max={1_000_000}
          value={limits.perMinute}
          onChange={(perMinute) => onChange({ limits: { ...limits, perMinute } })}
        />
      </div>
    </section>
  );
}

/** When it starts and ends, in which hours machines may begin, and how many at a time. */
export function TimingStep(props: StepProps) {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <Schedule {...props} />
      <WindowsFields
        windows={props.plan.windows}
        zoneIfUnknown={props.plan.zoneIfUnknown}
        faults={props.faults}
        onChange={props.onChange}
      />
      <LimitsFields {...props} />
    </div>
  );
}
