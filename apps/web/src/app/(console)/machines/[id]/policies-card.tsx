'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, cn, Time, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import { desiredWords } from '@/change/desired';
import { WAITS } from '@/policy/policy-words';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { POLICY_STANDINGS, POLICY_STATES, POLICY_VERDICTS } from '@/presentation/policy-found';
import { stepWords } from '@/presentation/steps';
import { useTRPC } from '@/trpc/client';
import type { MachinePolicyView } from '@/trpc/shapes';

/** Who is followed here, in a sentence; nothing where nobody disagrees. */
function Standing({ row: { standing, rivals } }: { row: MachinePolicyView }) {
  if (standing === 'alone') return null;
  return (
    <p className={cn(standing === 'undecided' && 'text-warn')}>
      {POLICY_STANDINGS[standing]}
      {standing === 'wins' ? ', over ' : ': '}
      {rivals.map(({ id, name }, index) => (
        <span key={id}>
          {index === 0 ? '' : ', '}
          <Link href={`/policies/${id}#conflicts`} className="underline underline-offset-2 hover:text-accent">
            {name}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}

/** Why it is as it is, and what happens about it. */
function Why({ row }: { row: MachinePolicyView }) {
  const { verdict, steps, blockers, unmet, waits, policy, standing } = row;
  if (verdict === 'compliant') return null;
  const acts = standing === 'alone' || standing === 'wins';
  const waiting = WAITS.find(({ key }) => key === waits);
  const lines = [
    ...blockers.map(({ text }) => text),
    ...unmet,
    ...(steps.length === 0 ? [] : [`A repair would: ${steps.map((step) => stepWords(step)).join(', ')}.`]),
  ];
  return (
    <>
      {lines.map((line) => (
        <p key={line} className="text-muted wrap-anywhere">
          {line}
        </p>
      ))}
      {verdict === 'drifted' && policy.state === 'enforced' && acts ? (
        <p className="text-muted">
          {waiting === undefined
            ? 'It is repaired with the next repair.'
            : `${waiting.title}. ${waiting.text}`}
        </p>
      ) : null}
    </>
  );
}

function Row({ row }: { row: MachinePolicyView }) {
  const look = POLICY_VERDICTS[row.verdict];
  const Icon = look.icon;
  const { policy, lastRepair } = row;
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 grow text-sm">
        <p className="font-medium wrap-anywhere">
          {look.word}:{' '}
          <Link href={`/policies/${policy.id}`} className="underline-offset-2 hover:underline">
            {policy.name}
          </Link>
        </p>
        <p className="text-muted">
          {desiredWords(row.desired)}, for label {policy.label}. {POLICY_STATES[policy.state].word}.
        </p>
        <Standing row={row} />
        <Why row={row} />
        <p className="text-xs text-muted">
          Since <Time at={row.since} />
          {lastRepair === null ? null : (
            <>
              ; last repair{' '}
              <Link
                href={`/rollouts/${lastRepair.rolloutId}`}
                className="underline underline-offset-2 hover:text-accent"
              >
                {jobLook(lastRepair.state).word.toLowerCase()}
              </Link>{' '}
              <Time at={lastRepair.at} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}

/** Policies that are for this machine; the one that is followed first. Nothing where there is none. */
export function PoliciesCard({ machineId }: { machineId: string }) {
  const trpc = useTRPC();
  const policies = useQuery(trpc.policies.ofMachine.queryOptions({ machineId }));
  const rows = policies.data?.rows ?? [];
  if (policies.error && !policies.data) {
    return (
      <Card title="Policies">
        <FaultState
          title="The policies could not be read"
          error={policies.error}
          onRetry={() => policies.refetch()}
        />
      </Card>
    );
  }
  if (rows.length === 0) return null;
  return (
    <Card title="Policies">
      <ul className="flex flex-col divide-y">
        {rows.map((row) => (
          <Row key={row.policy.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}
