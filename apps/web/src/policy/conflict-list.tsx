import { Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { machinesHref } from '@/app/(console)/machines/search-params';
import type { PolicyConflict, PolicyView } from '@/trpc/shapes';
import { aboutWords, machines, outcomeWords } from './policy-words';

/** Policies that want something else, and who is followed; `actions`: what can be done about one. */
export function ConflictList(props: {
  conflicts: readonly PolicyConflict[];
  own: { name: string; mode: PolicyView['mode']; label: string };
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
                (label {conflict.policy.label}) disagrees about {aboutWords(conflict.about)}
              </span>
            </p>
            <p className="text-muted">
              {conflict.machines === 0 ? (
                'No machine has both labels now.'
              ) : (
                <>
                  <Link
                    href={machinesHref('/machines', { label: [props.own.label], status: ['active'] })}
                    className="underline underline-offset-2 hover:text-accent"
                  >
                    {machines(conflict.machines)}
                  </Link>{' '}
                  {conflict.machines === 1 ? 'has' : 'have'} both labels.
                </>
              )}{' '}
              {outcomeWords(conflict, props.own)}
            </p>
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
