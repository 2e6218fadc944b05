import type { FormPlan } from '@/plan/shapes';
import { completePlan, usualPlan } from '@/plan/usual-plan';
import type { PolicyInput, PolicyView } from '@/trpc/shapes';

type Draft = PolicyInput['draft'];

/** A policy as its form holds it: every part is there, right or not. */
export interface PolicyForm {
  name: string;
  label: string;
  /** Empty: not chosen yet. */
  scopeId: string;
  mode: PolicyInput['mode'];
  /** Only what a policy says of a plan counts: it has no target and no times of its own. */
  plan: FormPlan;
  graceSeconds: number | null;
  /** What the form does not show, as it was. */
  kept: Pick<Draft, 'witnesses' | 'contactWindowSeconds' | 'verify'>;
}

const HOUR_S = 3_600;

/** What most people want, for them to change: look first. */
export function usualPolicy(zone: string, label: string): PolicyForm {
  return {
    name: '',
    label,
    scopeId: '',
    mode: 'audit',
    plan: usualPlan({}, zone, 0),
    graceSeconds: HOUR_S,
    kept: {},
  };
}

export function formOf(view: PolicyView, zone: string): PolicyForm {
  const { witnesses, contactWindowSeconds, verify, graceSeconds, ...parts } = view.draft;
  return {
    name: view.name,
    label: view.label,
    scopeId: view.scope.id,
    mode: view.mode,
    plan: completePlan(parts, usualPlan({}, zone, 0)),
    graceSeconds: graceSeconds ?? 0,
    kept: { witnesses, contactWindowSeconds, verify },
  };
}

/** What is sent; `id`: of the policy that is edited. */
export function inputOf(form: PolicyForm, id: string | null): PolicyInput {
  const { work, waves, limits, notice, windows, zoneIfUnknown } = form.plan;
  const { witnesses, contactWindowSeconds, verify } = form.kept;
  return {
    ...(id === null ? {} : { id }),
    ...(id !== null || form.scopeId === '' ? {} : { scopeId: form.scopeId }),
    name: form.name.trim(),
    label: form.label,
    mode: form.mode,
    draft: {
      work,
      waves,
      limits,
      notice,
      windows,
      zoneIfUnknown,
      graceSeconds: form.graceSeconds,
      ...(witnesses === undefined ? {} : { witnesses }),
      ...(contactWindowSeconds === undefined ? {} : { contactWindowSeconds }),
      ...(verify === undefined ? {} : { verify }),
    },
  };
}

/** What nobody chose yet, by field. */
export function missingOf({ name, label }: PolicyForm): Record<string, string> {
  return {
    ...(name.trim() === '' ? { name: 'Give it a name.' } : {}),
    ...(label === '' ? { label: 'Choose which machines it is for.' } : {}),
  };
}
