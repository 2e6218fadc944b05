import { cn } from '../cn';

/** Holds the place of something that is on its way. The region around it says so to assistive technology. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-4 animate-breathe rounded-sm bg-idle-soft', className)} />;
}

/** Lines of a list that is on its way, each as high as a real one. */
export function SkeletonRows({ rows, className }: { rows: number; className?: string }) {
  return (
    <div role="status" aria-label="Loading" className={cn('divide-y divide-line/70', className)}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div key={index} className="flex h-9 items-center gap-4 px-3">
          <Skeleton className="w-[22%]" />
          <Skeleton className="w-[14%]" />
          <Skeleton className="hidden w-[18%] sm:block" />
          <Skeleton className="ml-auto w-[10%]" />
        </div>
      ))}
    </div>
  );
}
