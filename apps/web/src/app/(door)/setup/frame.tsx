import { Skeleton, Stepper } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';

const STEPS = ['Account', 'Addresses', 'First machine'];

/** The wizard round one of its steps. */
export function Frame({ current, children }: { current: number; children: ReactNode }) {
  return (
    <main>
      <h1 className="text-2xl font-semibold tracking-tight">Set up</h1>
      <div className="mt-3 mb-8">
        <Stepper steps={STEPS} current={current} />
      </div>
      {children}
    </main>
  );
}

/** While it is not known yet which step is to come. */
export function FrameSkeleton() {
  return (
    <Frame current={0}>
      <Skeleton className="h-64 w-full" />
    </Frame>
  );
}
