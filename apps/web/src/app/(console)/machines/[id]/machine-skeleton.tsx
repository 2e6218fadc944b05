import { Skeleton } from '@teredo-fleet/ui';

/** As high as the real page at its top, so that nothing jumps. */
export function MachineSkeleton() {
  return (
    <div role="status" aria-label="Loading the machine" className="flex flex-col gap-3">
      <Skeleton className="h-4 w-20" />
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-5 w-80 max-w-full" />
      <Skeleton className="h-28 w-full rounded-lg" />
      <Skeleton className="h-36 w-full rounded-lg" />
      <div className="grid gap-3 xl:grid-cols-2">
        <Skeleton className="h-64 w-full rounded-lg" />
        <Skeleton className="h-64 w-full rounded-lg" />
      </div>
    </div>
  );
}
