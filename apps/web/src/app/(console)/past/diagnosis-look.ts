import type { Look } from '@/presentation/look';
import { SEVERITIES } from '@/presentation/severity';
import type { PastState, Severity } from '@/trpc/shapes';

/** The worst diagnosis of a moment as lists of today show one: by its title, with the sign of how bad it is. */
export const diagnosisLook = ({ diagnosisTitle, severity }: PastState): Look => ({
  ...SEVERITIES[severity as Severity],
  word: diagnosisTitle,
});
