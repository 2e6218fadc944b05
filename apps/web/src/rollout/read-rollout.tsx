import { Skeleton } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { isMissing } from '@/trpc/fault';

/** A page about one rollout: what was read of it, or that it is being read, can't be, or has gone. */
export function ReadRollout<T extends { name: string }>(props: {
  query: { data: T | undefined; error: unknown; refetch(): unknown };
  /** What is read, such as `rollout` or `plan`. */
  what: string;
  children(read: T): ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (isMissing(error)) {
    const list = { href: '/rollouts', title: 'All rollouts' };
    return <GoneState name={data?.name ?? 'Rollout'} what="rollout" list={list} />;
  }
  if (data !== undefined) return props.children(data);
  if (error) {
    return (
      <FaultState title={`This ${props.what} can’t be shown`} error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <div role="status" aria-label={`Loading the ${props.what}`} className="flex flex-col gap-3">
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-64 w-full rounded-lg" />
    </div>
  );
}
