'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Skeleton, Timeline, type TimelineEntry } from '@teredo-fleet/ui';
import { ClipboardList, Eye, MessageSquareText, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { TimelineItem } from '@/trpc/shapes';

import { TIMELINE_PAGE } from './timeline-page';

const ICONS = { audit: ClipboardList, observation: Eye, job: Waypoints, receipt: MessageSquareText };

function entryOf(item: TimelineItem): TimelineEntry {
  return {
    key: item.id,
    icon: ICONS[item.kind],
    tone: item.kind === 'job' ? 'accent' : 'idle',
    title: item.rolloutId ? (
      <Link href={`/rollouts/${item.rolloutId}`} className="rounded-sm hover:underline">
        {item.title}
      </Link>
    ) : (
      item.title
    ),
    detail: item.detail,
    actor: item.actor,
    at: item.at,
  };
}

/** A job may report one state many times; here the newest of a row of them stands for all. */
function withoutRepeats(items: readonly TimelineItem[]): TimelineItem[] {
  return items.filter((item, index) => {
    const newer = items[index - 1];
    return item.kind !== 'job' || newer?.title !== item.title || newer.rolloutId !== item.rolloutId;
  });
}

/** Everything that happened to this machine, newest first. */
export function TimelineCard({ id }: { id: string }) {
  const trpc = useTRPC();
  const pages = useInfiniteQuery(
    trpc.machines.timeline.infiniteQueryOptions(
      { id, limit: TIMELINE_PAGE },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <Card
      title="Timeline"
      aside={
        <Link href={`/past/${id}`} className="underline underline-offset-2 hover:text-accent">
          The machine at a moment
        </Link>
      }
    >
      {pages.error && !items ? (
        <FaultState
          title="The timeline could not be read"
          error={pages.error}
          onRetry={() => pages.refetch()}
        />
      ) : !items ? (
        <Skeleton className="h-40 w-full" />
      ) : items.length === 0 ? (
        <p className="text-sm text-muted">Nothing has happened yet.</p>
      ) : (
        <Timeline label="Timeline" entries={withoutRepeats(items).map(entryOf)} />
      )}
      {pages.hasNextPage ? (
        <Button
          size="sm"
          className="mt-3"
          busy={pages.isFetchingNextPage}
          onClick={() => pages.fetchNextPage()}
        >
          Older
        </Button>
      ) : null}
    </Card>
  );
}
