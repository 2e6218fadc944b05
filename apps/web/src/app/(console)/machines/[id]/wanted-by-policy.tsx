import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { desiredWords } from '@/change/desired';
import { wantedHere } from '@/policy/policy-words';
import { POLICY_VERDICTS } from '@/presentation/policy-found';
import { useTRPC } from '@/trpc/client';
import type { MachinePolicyView } from '@/trpc/shapes';

function Wish({ row: { policy, desired, verdict } }: { row: MachinePolicyView }) {
  return (
    <>
      The policy{' '}
      <Link href={`/policies/${policy.id}`} className="underline underline-offset-2 hover:text-accent">
        {policy.name}
      </Link>{' '}
      wants {desiredWords(desired)}: {POLICY_VERDICTS[verdict].word.toLowerCase()}.{' '}
    </>
  );
}

/** What is wanted of a machine on which no rollout set anything: what its policies say, or nothing. */
export function WantedByPolicy({ machineId }: { machineId: string }) {
  const trpc = useTRPC();
  const policies = useQuery(trpc.policies.ofMachine.queryOptions({ machineId }));
  if (policies.data === undefined) return null;
  const { followed, isOpen } = wantedHere(policies.data.rows);
  if (followed.length > 0) {
    return (
      <>
        No rollout set anything here.{' '}
        {followed.map((row) => (
          <Wish key={row.policy.id} row={row} />
        ))}
      </>
    );
  }
  return isOpen
    ? 'Policies want different things of this machine, and none of them acts now: see below.'
    : 'Nothing is desired of this machine yet: it is only observed.';
}
