'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Dialog, SkeletonRows, Time } from '@teredo-fleet/ui';
import { CircleCheck, CircleX, Clock } from 'lucide-react';
import { FaultState } from '@/presentation/fault-state';
import type { Look } from '@/presentation/look';
import { LookStatus } from '@/presentation/look-status';
import { useTRPC } from '@/trpc/client';
import type { AlertDeliveryRow, AlertDestinationView } from '@/trpc/shapes';

export const DELIVERY_LOOKS: Record<AlertDeliveryRow['state'], Look> = {
  waiting: { word: 'Waits', icon: Clock, tone: 'idle' },
  sent: { word: 'Sent', icon: CircleCheck, tone: 'ok' },
  'given-up': { word: 'Given up', icon: CircleX, tone: 'bad' },
};

const EVERY_MS = 3_000;
const AT_ONCE = 20;

function Line({ row }: { row: AlertDeliveryRow }) {
  return (
    <li className="border-b border-line/70 py-2 text-sm last:border-0">
      <div className="flex flex-wrap items-center gap-x-3">
        <LookStatus look={DELIVERY_LOOKS[row.state]} />
        <span className="text-xs text-muted">
          <Time at={row.endedAt ?? row.createdAt} />
        </span>
      </div>
      {row.isTest ? <p>A test</p> : null}
      {row.lines.map((line) => (
        <p key={line} className="wrap-anywhere">
          {line}
        </p>
      ))}
      {row.answer === null ? null : <p className="text-xs text-muted wrap-anywhere">{row.answer}</p>}
    </li>
  );
}

/** What was sent to a place, and what came back. */
export function DeliveriesDialog({
  destination: { id, name },
  onClose,
}: {
  destination: AlertDestinationView;
  onClose(): void;
}) {
  const trpc = useTRPC();
  const list = useInfiniteQuery({
    ...trpc.alerts.deliveries.infiniteQueryOptions(
      { id, limit: AT_ONCE },
      { getNextPageParam: ({ nextCursor }) => nextCursor },
    ),
    refetchInterval: EVERY_MS,
  });
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Sent to “${name}”`}
      description="The newest first; kept for thirty days."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {list.error && !rows ? (
        <FaultState title="It could not be read" error={list.error} onRetry={() => list.refetch()} />
      ) : !rows ? (
        <SkeletonRows rows={4} />
      ) : rows.length === 0 ? (
        <p className="text-sm text-muted">Nothing was sent yet. Try it with a test.</p>
      ) : (
        <ul aria-label={`Sent to ${name}`}>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Earlier ones
        </Button>
      ) : null}
    </Dialog>
  );
}
