'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Card, SkeletonRows, Time } from '@teredo-fleet/ui';
import { useState } from 'react';
import { reasonWords } from '@/app/(console)/audit/entry-words';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { logLines, logWords } from './log-words';

const PAGE = 20;
/** What one answer holds at most; what is older is in the audit trail. */
const MOST = 200;

/** Who did what with this rollout and why, what it did by itself included; newest first. */
export function LogCard({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const [limit, setLimit] = useState(PAGE);
  const log = useQuery({
    ...trpc.rollouts.log.queryOptions({ id: rolloutId, limit }),
    placeholderData: keepPreviousData,
  });
  const rows = log.data?.rows;
  const more = log.data?.nextCursor && limit < MOST;
  return (
    <Card title="Operations log" flush className="pb-2">
      {log.error && !rows ? (
        <FaultState
          title="The log could not be read"
          error={log.error}
          onRetry={() => log.refetch()}
          className="m-3"
        />
      ) : !rows ? (
        <SkeletonRows rows={4} />
      ) : rows.length === 0 ? (
        <p className="px-4 pb-2 text-sm text-muted">Nothing was done with it yet.</p>
      ) : (
        <ol aria-label="Operations" className="divide-y divide-line/60">
          {logLines(rows).map((row) => (
            <li key={row.seq} className="px-4 py-2 text-sm">
              <div className="flex flex-wrap items-baseline justify-between gap-x-4">
                <p className="min-w-0 wrap-anywhere">
                  {logWords(row.action, row.after, row.actor.id)}
                  {row.times === 1 ? null : <span className="text-muted">, {row.times} times</span>}
                  {row.outcome === 'done' ? null : <span className="text-warn"> ({row.outcome})</span>}
                </p>
                <span className="text-xs text-muted">
                  {row.actor.name} · <Time at={row.at} />
                </span>
              </div>
              {row.reason ? (
                <p className="text-xs text-muted wrap-anywhere">“{reasonWords(row.reason)}”</p>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {more ? (
        <div className="px-4 pt-2">
          <Button size="sm" busy={log.isPlaceholderData} onClick={() => setLimit(MOST)}>
            Older
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
