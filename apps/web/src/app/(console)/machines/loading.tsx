import { Skeleton, SkeletonRows } from '@teredo-fleet/ui';

export default function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-8 w-full max-w-72" />
      <div className="rounded-lg border bg-surface">
        <SkeletonRows rows={13} />
      </div>
    </div>
  );
}
