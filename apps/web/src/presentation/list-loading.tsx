import { Skeleton, SkeletonRows } from '@teredo-fleet/ui';

/** In the place of a page with a title and a list. */
export function ListLoading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-8 w-40" />
      <div className="rounded-lg border bg-surface">
        <SkeletonRows rows={10} />
      </div>
    </div>
  );
}
