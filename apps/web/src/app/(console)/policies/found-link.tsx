import { MachineCount } from '@/presentation/machine-count';
import { POLICY_VERDICTS } from '@/presentation/policy-found';
import type { MachinePolicyView, PolicyRow } from '@/trpc/shapes';
import { machinesHref } from '../machines/search-params';

/** How many machines a policy finds so; it leads to them. */
export function FoundLink(props: {
  policy: Pick<PolicyRow, 'id' | 'name' | 'counts'>;
  verdict: MachinePolicyView['verdict'];
  marked?: boolean;
}) {
  const { policy, verdict, marked = false } = props;
  return (
    <MachineCount
      machines={policy.counts[verdict]}
      href={machinesHref('/machines', { policy: [`${policy.id}:${verdict}`], status: ['active'] })}
      look={POLICY_VERDICTS[verdict]}
      of={policy.name}
      marked={marked && verdict !== 'compliant'}
    />
  );
}
