'use client';
import { useQuery } from '@tanstack/react-query';
import { Callout, Card, PageHeader, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { toDecide } from '@/policy/policy-words';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { LookBadge, LookStatus } from '@/presentation/look-status';
import { POLICY_STATES } from '@/presentation/policy-found';
import { rolloutLook } from '@/presentation/rollout-states';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { PolicyView } from '@/trpc/shapes';
import { PolicyAbout } from './about-card';
import { PolicyActions } from './actions';
import { ApprovalCallout } from './approval-callout';
import { ConflictsCard } from './conflicts-card';
import { FoundCard } from './found-card';
import { WaitsCard } from './waits-card';

function Stopped({ policy: { stoppedBy } }: { policy: PolicyView }) {
  if (stoppedBy === null) return null;
  return (
    <Callout tone="warn" title="It repairs nothing until somebody lets it go on">
      Somebody aborted or rolled back{' '}
      <Link href={`/rollouts/${stoppedBy.id}`} className="underline underline-offset-2">
        {stoppedBy.name}
      </Link>
      . What drifts is shown and stays as it is.
    </Callout>
  );
}

/** Its repair stands still until a person does something about it. */
function Held({ policy: { repair, repairHolds } }: { policy: PolicyView }) {
  if (repair === null || (repair.state !== 'paused' && repairHolds.length === 0)) return null;
  const paused = repair.state === 'paused';
  const why = paused
    ? (repair.pauseReason ?? 'Nothing new starts until it is resumed.')
    : repairHolds.join(' ');
  return (
    <Callout
      tone="warn"
      title={paused ? 'Its repair is paused' : 'Its repair waits for somebody'}
      action={
        <Link href={`/rollouts/${repair.id}`} className="text-sm underline underline-offset-2">
          Open the repair
        </Link>
      }
    >
      {why} No other repair begins meanwhile.
    </Callout>
  );
}

function RepairsCard({ policy: { repairs } }: { policy: PolicyView }) {
  return (
    <Card title="Repairs">
      {repairs.length === 0 ? (
        <p className="text-sm text-muted">None yet.</p>
      ) : (
        <ul className="flex flex-col divide-y text-sm">
          {repairs.map(({ id, name, state, machines, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-1.5">
              <Link
                href={`/rollouts/${id}`}
                className="min-w-0 wrap-anywhere underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <span className="inline-flex flex-wrap items-baseline gap-x-3 text-muted">
                <span className="tnum">
                  {machines.toLocaleString('en-GB')} {machines === 1 ? 'machine' : 'machines'}
                </span>
                <LookStatus look={rolloutLook(state)} />
                <Time at={createdAt} quiet />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Body({ policy }: { policy: PolicyView }) {
  const undecided = toDecide(policy.conflicts, policy.mode);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/policies">Policies</BackLink>}
        title={policy.name}
        description={
          <span role="status" className="mt-1 inline-flex">
            <LookBadge look={POLICY_STATES[policy.state]} />
          </span>
        }
        actions={<PolicyActions policy={policy} />}
      />
      <ApprovalCallout policy={policy} />
      <Stopped policy={policy} />
      <Held policy={policy} />
      {undecided.length > 0 ? (
        <Callout tone="warn" title="Another policy wants something else of the same machines">
          Neither acts there until somebody decides <a href="#conflicts">below</a> which is followed.
        </Callout>
      ) : null}
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-3">
          <FoundCard policy={policy} />
          {policy.mode === 'enforce' ? <WaitsCard policy={policy} /> : null}
          <ConflictsCard policy={policy} />
          {policy.mode === 'enforce' || policy.repairs.length > 0 ? <RepairsCard policy={policy} /> : null}
        </div>
        <PolicyAbout policy={policy} />
      </div>
    </div>
  );
}

/** One policy: what it finds, what it does about it, and whom it is at odds with. */
export function PolicyClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const policy = useQuery({
    ...trpc.policies.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (isMissing(policy.error))
    return <GoneState name="Policy" what="policy" list={{ href: '/policies', title: 'All policies' }} />;
  if (policy.data) return <Body policy={policy.data} />;
  if (policy.error)
    return (
      <FaultState title="This policy can't be shown" error={policy.error} onRetry={() => policy.refetch()} />
    );
  return null;
}
