'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, SkeletonRows, Status, Time } from '@teredo-fleet/ui';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { Contact } from '@/presentation/contact';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { rolloutLook } from '@/presentation/rollout-states';
import { SEVERITIES } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import { useTRPC } from '@/trpc/client';
import type { MachineRow, RolloutRow } from '@/trpc/shapes';
import { machinesHref } from './machines/search-params';
import { ATTENTION, RECENT } from './overview-input';

const LINE = 'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-1.5 hover:bg-hover';

function AttentionLine({ row }: { row: MachineRow }) {
  const look = row.diagnosis ? SEVERITIES[row.diagnosis.severity] : null;
  return (
    <li>
      <Link href={`/machines/${row.id}`} className={LINE}>
        <span className="inline-flex min-w-0 items-center gap-1.5 font-medium">
          <span className="truncate">{row.hostname}</span>
          {row.simulated ? <SimulatedBadge short /> : null}
        </span>
        <span className="ml-auto text-xs text-muted sm:order-last">
          <Contact state={row.contact} since={row.lastSeenAt} />
        </span>
        {look ? (
          <Status
            tone={look.tone}
            icon={look.icon}
            className="min-w-0 basis-full text-muted sm:basis-0 sm:grow"
            wrap
          >
            <span className="sr-only">{look.word}: </span>
            {row.diagnosis?.title}
          </Status>
        ) : null}
      </Link>
    </li>
  );
}

/** Machines with something to do about, the worst first. */
export function AttentionList() {
  const trpc = useTRPC();
  const list = useQuery(trpc.machines.list.queryOptions(ATTENTION));
  const more = (list.data?.total ?? 0) - (list.data?.rows.length ?? 0);
  const href = machinesHref('/machines', {
    status: ['active'],
    severity: ['problem', 'warning'],
    sort: 'severity',
    direction: 'desc',
  });
  return (
    <Card title="Needs attention" flush className="pb-1">
      {list.error && !list.data ? (
        <FaultState title="The list could not be read" error={list.error} className="m-3" />
      ) : !list.data ? (
        <SkeletonRows rows={6} />
      ) : list.data.rows.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-3 text-sm text-muted">
          <CircleCheck aria-hidden className="size-4 text-ok" /> No machine in use has a problem or a warning.
        </p>
      ) : (
        <ul className="divide-y divide-line/60">
          {list.data.rows.map((row) => (
            <AttentionLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      {more > 0 ? (
        <p className="border-t px-4 py-2 text-sm">
          <Link href={href} className="rounded-sm text-accent hover:underline">
            All {list.data?.total.toLocaleString('en-GB')}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

function RolloutLine({ row }: { row: RolloutRow }) {
  const states = Object.entries(row.jobStates);
  const single = states.length === 1 && states[0]?.[1] === 1 ? states[0][0] : null;
  return (
    <li>
      <Link href={`/rollouts/${row.id}`} className={LINE}>
        <span className="min-w-0 truncate font-medium">{row.name}</span>
        <span className="ml-auto flex items-center gap-3 text-xs text-muted">
          <LookStatus look={single ? jobLook(single) : rolloutLook(row.state)} />
          <Time at={row.createdAt} quiet />
        </span>
      </Link>
    </li>
  );
}

export function RecentRollouts() {
  const trpc = useTRPC();
  const list = useQuery(trpc.rollouts.list.queryOptions(RECENT));
  return (
    <Card title="Recent rollouts" flush className="pb-1">
      {list.error && !list.data ? (
        <FaultState title="The list could not be read" error={list.error} className="m-3" />
      ) : !list.data ? (
        <SkeletonRows rows={4} />
      ) : list.data.rows.length === 0 ? (
        <p className="px-4 pb-3 text-sm text-muted">
          Nothing has been changed yet. Open a machine to turn Teredo on or off there.
        </p>
      ) : (
        <ul className="divide-y divide-line/60">
          {list.data.rows.map((row) => (
            <RolloutLine key={row.id} row={row} />
          ))}
        </ul>
      )}
    </Card>
  );
}
