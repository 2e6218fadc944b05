import { EmptyState } from '@teredo-fleet/ui';
import { ShieldAlert } from 'lucide-react';

/** In the place of the wizard, for who may look only. */
export function MayNotPlan() {
  return (
    <EmptyState icon={ShieldAlert} title="Your role may not write rollouts">
      Operators and admins can. You can look at every rollout and its plan.
    </EmptyState>
  );
}
