import { DIAGNOSIS_RULES } from '@teredo-fleet/teredo';
import { NOTHING_KNOWN } from '../agent/observation-facts';

/** What a diagnosis is called wherever it is shown; a code that is known no more stands for itself. */
export function diagnosisTitle(code: string): string {
  if (code === NOTHING_KNOWN) return 'Nothing stands out';
  return DIAGNOSIS_RULES.find((rule) => rule.code === code)?.title ?? code;
}
