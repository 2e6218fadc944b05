import type { FormPlan, NoticeText, PlanFault } from './shapes';

/** What every step of the wizard is given. */
export interface StepProps {
  plan: FormPlan;
  /** What the server says is wrong, all of it. */
  faults: readonly PlanFault[];
  /** Machines that the target matches now; null: not known yet. */
  targeted: number | null;
  /** What users are told where nobody wrote anything, by language. */
  standardTexts: readonly NoticeText[];
  /** Of the draft; null: not known yet. */
  scopeId: string | null;
  onChange(part: Partial<FormPlan>): void;
}
