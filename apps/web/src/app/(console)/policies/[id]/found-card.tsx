import { Card } from '@teredo-fleet/ui';
import Link from 'next/link';
import { CountGrid } from '@/presentation/machine-count';
import { POLICY_VERDICTS } from '@/presentation/policy-found';
import type { PolicyView } from '@/trpc/shapes';
import { machinesHref } from '../../machines/search-params';
import { FoundLink } from '../found-link';

const VERDICTS = Object.keys(POLICY_VERDICTS) as (keyof typeof POLICY_VERDICTS)[];

function StandingLink({
  policy,
  standing,
  words,
}: {
  policy: PolicyView;
  standing: 'yields' | 'undecided';
  words: string;
}) {
  const count = policy.counts[standing];
  if (count === 0) return null;
  return (
    <p className="text-sm text-muted">
      On{' '}
      <Link
        href={machinesHref('/machines', { policy: [`${policy.id}:${standing}`], status: ['active'] })}
        className="underline underline-offset-2 hover:text-accent"
      >
        {count === 1 ? 'one machine' : `${count.toLocaleString('en-GB')} machines`}
      </Link>{' '}
      {words}
    </p>
  );
}

/** What it finds on the machines in use that it is for; every number leads to them. */
export function FoundCard({ policy }: { policy: PolicyView }) {
  const { counts, label } = policy;
  const total = `${counts.machines.toLocaleString('en-GB')} ${counts.machines === 1 ? 'machine' : 'machines'}`;
  return (
    <Card
      title="What it finds"
      aside={
        <Link
          href={machinesHref('/machines', { label: [label], status: ['active'] })}
          className="underline underline-offset-2 hover:text-accent"
        >
          {total} labelled {label}
        </Link>
      }
    >
      <CountGrid
        className="sm:grid-cols-5"
        counts={VERDICTS.map((verdict) => ({
          key: verdict,
          look: POLICY_VERDICTS[verdict],
          count: <FoundLink policy={policy} verdict={verdict} />,
        }))}
      />
      <div className="mt-3 flex flex-col gap-1 empty:hidden">
        {counts.unjudged > 0 ? (
          <p className="text-sm text-muted">
            {counts.unjudged.toLocaleString('en-GB')} are being looked at; this takes some seconds.
          </p>
        ) : null}
        <StandingLink
          policy={policy}
          standing="undecided"
          words="another policy wants something else, and neither acts."
        />
        <StandingLink policy={policy} standing="yields" words="another policy is followed." />
      </div>
    </Card>
  );
}
