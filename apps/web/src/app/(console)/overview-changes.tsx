'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Card, SkeletonRows, Status, Time } from '@teredo-fleet/ui';
import {
  Bell,
  CircleCheck,
  ListChecks,
  type LucideIcon,
  Monitor,
  Settings,
  Waypoints,
  Wrench,
} from 'lucide-react';
import Link from 'next/link';
import { useEffect } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { OverviewChange } from '@/trpc/shapes';
import { OVERVIEW_LINE } from './overview-line';

const ICONS: Record<OverviewChange['kind'], LucideIcon> = {
  rollout: Waypoints,
  repair: Wrench,
  machine: Monitor,
  finding: ListChecks,
  alert: Bell,
  setting: Settings,
};

const toneOf = ({ good }: OverviewChange) => (good === null ? 'idle' : good ? 'ok' : 'warn');

function ChangeLine({ change }: { change: OverviewChange }) {
  return (
    <li>
      <Link href={change.path} className={OVERVIEW_LINE}>
        <Status tone={toneOf(change)} icon={ICONS[change.kind]} className="min-w-0 grow" wrap>
          <span className="text-ink wrap-anywhere">{change.text}</span>
        </Status>
        {change.at === null ? null : (
          <span className="text-xs text-muted">
            <Time at={change.at} quiet />
          </span>
        )}
      </Link>
    </li>
  );
}

/** Well within half an hour, after which a look is one of another visit. */
const LOOKS_STILL_MS = 10 * 60_000;

/** Tells the server that somebody looks, once what changed since the time before has been read, and that they look still. */
function useVisit(isRead: boolean): void {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.overview.visit.mutationOptions());
  useEffect(() => {
    if (!isRead) return;
    const look = () => {
      if (document.visibilityState === 'visible') mutate({});
    };
    look();
    const timer = setInterval(look, LOOKS_STILL_MS);
    return () => clearInterval(timer);
  }, [isRead, mutate]);
}

/** What is otherwise since the reader's visit before this one. */
export function ChangesSinceVisit() {
  const trpc = useTRPC();
  const list = useQuery(trpc.overview.changes.queryOptions());
  useVisit(list.data !== undefined);
  const { since = null, changes = [], more = false } = list.data ?? {};
  return (
    <Card
      title="Since your last visit"
      flush
      className="pb-1"
      aside={since === null ? undefined : <AbsoluteTime at={since} />}
    >
      {list.error && !list.data ? (
        <FaultState title="What changed could not be read" error={list.error} className="m-3" />
      ) : !list.data ? (
        <SkeletonRows rows={3} />
      ) : since === null ? (
        <p className="px-4 pb-3 text-sm text-muted">
          This is your first visit. From the next one on, what changed in between stands here.
        </p>
      ) : changes.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-2 text-sm text-muted">
          <CircleCheck aria-hidden className="size-4 text-ok" /> Nothing changed.
        </p>
      ) : (
        <ul className="max-h-96 divide-y divide-line/60 overflow-y-auto print:max-h-none">
          {changes.map((change) => (
            <ChangeLine key={`${change.kind} ${change.text} ${change.at}`} change={change} />
          ))}
        </ul>
      )}
      {more ? (
        <p className="border-t px-4 py-2 text-xs text-muted">
          Only the newest ten of each kind are told here; the pages of rollouts, repairs among them, alerts
          and the audit trail have the others.
        </p>
      ) : null}
    </Card>
  );
}
