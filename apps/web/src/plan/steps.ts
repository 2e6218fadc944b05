import type { PlanFault } from './shapes';

/** The steps of writing a plan, in their order; each is a part of the address. */
export const STEPS = [
  { key: 'target', title: 'Target' },
  { key: 'change', title: 'Change' },
  { key: 'waves', title: 'Waves' },
  { key: 'notice', title: 'Notice' },
  { key: 'timing', title: 'Timing' },
  { key: 'preview', title: 'Preview' },
  { key: 'rehearsal', title: 'Rehearsal' },
  { key: 'submit', title: 'Submit' },
] as const;
export type StepKey = (typeof STEPS)[number]['key'];
export const STEP_KEYS = STEPS.map(({ key }) => key) as [StepKey, ...StepKey[]];

const PLACES: readonly [field: string, step: StepKey][] = [
  ['name', 'target'],
  ['target', 'target'],
  ['exclusions', 'target'],
  ['work', 'change'],
  ['verify', 'change'],
  ['witnesses', 'change'],
  ['contactWindowSeconds', 'change'],
  ['waves', 'waves'],
  ['notice', 'notice'],
  ['windows', 'timing'],
  ['zoneIfUnknown', 'timing'],
  ['limits', 'timing'],
  ['startAt', 'timing'],
  ['endAt', 'timing'],
];

const isWithin = (field: string, place: string) => field === place || field.startsWith(`${place}.`);

/** The step on which a field is mended. What no step knows is mended where everything begins. */
export function stepOfField(field: string): StepKey {
  return PLACES.find(([place]) => isWithin(field, place))?.[1] ?? 'target';
}

export function faultsOfStep(faults: readonly PlanFault[], step: StepKey): PlanFault[] {
  return faults.filter(({ field }) => stepOfField(field) === step);
}

/** What is wrong with exactly this field, or below it where `deep`; null: nothing. */
export function faultAt(faults: readonly PlanFault[], field: string, deep = false): string | null {
  const found = faults.find((fault) => fault.field === field || (deep && isWithin(fault.field, field)));
  return found?.text ?? null;
}

/** Faults below a part of the plan, named from there: of `waves.1`, `waves.1.gate.minSample` is `gate.minSample`. */
export function faultsBelow(faults: readonly PlanFault[], place: string): PlanFault[] {
  return faults.flatMap(({ field, text }) => {
    if (field === place) return [{ field: '', text }];
    return field.startsWith(`${place}.`) ? [{ field: field.slice(place.length + 1), text }] : [];
  });
}

export function nextStep(step: StepKey): StepKey | null {
  return STEP_KEYS[STEP_KEYS.indexOf(step) + 1] ?? null;
}

export function previousStep(step: StepKey): StepKey | null {
  return STEP_KEYS[STEP_KEYS.indexOf(step) - 1] ?? null;
}
