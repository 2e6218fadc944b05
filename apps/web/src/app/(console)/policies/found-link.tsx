import { cn, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import { POLICY_VERDICTS } from '@/presentation/policy-found';
import type { MachinePolicyView, PolicyRow } from '@/trpc/shapes';
import { machinesHref } from '../machines/search-params';

/** How many machines a policy finds so; it leads to them. */
export function FoundLink(props: {
  policy: Pick<PolicyRow, 'id' | 'name' | 'counts'>;
  verdict: MachinePolicyView['verdict'];
}) {
  const { policy, verdict } = props;
  const count = policy.counts[verdict];
  if (count === 0) return <span className="tnum text-faint">0</span>;
  const { word, icon: Icon, tone } = POLICY_VERDICTS[verdict];
  return (
    <Link
      href={machinesHref('/machines', { policy: [`${policy.id}:${verdict}`], status: ['active'] })}
      prefetch={false}
      aria-label={`${policy.name}: ${word}, ${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`}
      className="target inline-flex items-center justify-end gap-1.5 underline underline-offset-2 hover:text-accent"
    >
      {verdict === 'compliant' ? null : <Icon aria-hidden className={cn('size-3.5', toneText[tone])} />}
      <span className="tnum">{count.toLocaleString('en-GB')}</span>
    </Link>
  );
}
