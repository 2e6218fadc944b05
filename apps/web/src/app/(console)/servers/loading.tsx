import { Skeleton, SkeletonRows } from '@teredo-fleet/ui';

export default function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-8 w-40" />
      <div className="rounded-lg border bg-surface">
        <SkeletonRows rows={10} />
      </div>
    </div>
  );
}
