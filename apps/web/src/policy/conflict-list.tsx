import { Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { machinesHref } from '@/app/(console)/machines/search-params';
import type { PolicyConflict, PolicyView } from '@/trpc/shapes';
import { aboutWords, machines, outcomeWords, sharedWords } from './policy-words';

type Own = { name: string; mode: PolicyView['mode']; label: string };

/** The machines that both are for, and who is followed there. */
function Shared({ conflict, own }: { conflict: PolicyConflict; own: Own }) {
  const { machines: count, policy } = conflict;
  const words = sharedWords(count, own.label === policy.label);
  const href = machinesHref('/machines', { label: [own.label], policy: [policy.id], status: ['active'] });
  return (
    <p className="text-muted">
      {count === 0 ? null : (
        <>
          <Link href={href} className="underline underline-offset-2 hover:text-accent">
            {count === 1 ? 'One machine' : machines(count)}
          </Link>{' '}
        </>
      )}
      {words} {outcomeWords(conflict, own)}
    </p>
  );
}

/** Policies that want something else, and who is followed; `actions`: what can be done about one. */
export function ConflictList(props: {
  conflicts: readonly PolicyConflict[];
  own: Own;
  actions?: (conflict: PolicyConflict) => ReactNode;
}) {
  return (
    <ul className="flex flex-col divide-y text-sm">
      {props.conflicts.map((conflict) => (
        <li
          key={conflict.policy.id}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2"
        >
          <div className="min-w-0 grow basis-60">
            <p className="wrap-anywhere">
              <Link
                href={`/policies/${conflict.policy.id}`}
                className="font-medium underline-offset-2 hover:underline"
              >
                {conflict.policy.name}
              </Link>{' '}
              <span className="text-muted">
                (label {conflict.policy.label}) disagrees about {aboutWords(conflict.about)}.
              </span>
            </p>
            <Shared conflict={conflict} own={props.own} />
            {conflict.decided ? (
              <p className="text-xs text-muted wrap-anywhere">
                Decided by {conflict.decided.by} <Time at={conflict.decided.at} />: “{conflict.decided.reason}
                ”
              </p>
            ) : null}
          </div>
          {props.actions?.(conflict)}
        </li>
      ))}
    </ul>
  );
}
