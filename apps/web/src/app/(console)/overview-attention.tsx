'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, SkeletonRows, Status, Time } from '@teredo-fleet/ui';
import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { Contact } from '@/presentation/contact';
import { FaultState } from '@/presentation/fault-state';
import { rolloutLook } from '@/presentation/rollout-states';
import { SEVERITIES } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import { useTRPC } from '@/trpc/client';
import type { MachineRow, RolloutRow } from '@/trpc/shapes';
import { machinesHref } from './machines/search-params';
import { ATTENTION, STANDING } from './overview-input';
import { OVERVIEW_LINE } from './overview-line';

function MachineLine({ row }: { row: MachineRow }) {
  const look = row.diagnosis ? SEVERITIES[row.diagnosis.severity] : null;
  return (
    <li>
      <Link href={`/machines/${row.id}`} className={OVERVIEW_LINE}>
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

/** A rollout that stands still until a person does something, and why. */
function StandingLine({ row }: { row: RolloutRow }) {
  const { word, tone, icon } = rolloutLook(row.state);
  return (
    <li>
      <Link href={`/rollouts/${row.id}`} className={OVERVIEW_LINE}>
        <span className="min-w-0 truncate font-medium">{row.name}</span>
        <span className="ml-auto text-xs text-muted sm:order-last">
          <Time at={row.createdAt} quiet />
        </span>
        <Status tone={tone} icon={icon} className="min-w-0 basis-full text-muted sm:basis-0 sm:grow" wrap>
          {row.pauseReason === null ? word : `${word}: ${row.pauseReason}`}
        </Status>
      </Link>
    </li>
  );
}

function useAttention() {
  const trpc = useTRPC();
  const machines = useQuery(trpc.machines.list.queryOptions(ATTENTION));
  const rollouts = useQuery(trpc.rollouts.list.queryOptions(STANDING));
  const failed = [machines, rollouts].find(({ error, data }) => error && !data);
  return { machines: machines.data, rollouts: rollouts.data?.rows, error: failed?.error ?? null };
}

const ALL_HREF = machinesHref('/machines', {
  status: ['active'],
  severity: ['problem', 'warning'],
  sort: 'severity',
  direction: 'desc',
});

/** What waits for a person: rollouts that stand still, then machines with something to do about, the worst first. */
export function AttentionList() {
  const { machines, rollouts, error } = useAttention();
  const more = (machines?.total ?? 0) - (machines?.rows.length ?? 0);
  return (
    <Card title="Needs attention" flush className="pb-1">
      {error ? (
        <FaultState title="The list could not be read" error={error} className="m-3" />
      ) : !machines || !rollouts ? (
        <SkeletonRows rows={6} />
      ) : (
        <ul className="divide-y divide-line/60">
          {rollouts.map((row) => (
            <StandingLine key={row.id} row={row} />
          ))}
          {machines.rows.map((row) => (
            <MachineLine key={row.id} row={row} />
          ))}
          {machines.rows.length === 0 ? (
            <li className="flex items-center gap-2 px-4 py-2 text-sm text-muted">
              <CircleCheck aria-hidden className="size-4 text-ok" /> No machine in use has a problem or a
              warning.
            </li>
          ) : null}
        </ul>
      )}
      {more > 0 ? (
        <p className="border-t px-4 py-2 text-sm">
          <Link href={ALL_HREF} className="rounded-sm text-accent hover:underline">
            All {machines?.total.toLocaleString('en-GB')}
          </Link>
        </p>
      ) : null}
    </Card>
  );
}
