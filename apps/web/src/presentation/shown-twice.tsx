import { AbsoluteTime, Callout } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';

/** How the way to the other moment looks: a word in a sentence. */
export const OTHER_MOMENT = 'underline underline-offset-2 hover:text-accent';

/** Where clocks were put back: which of the two moments that they showed alike is meant, and the way to the other one. */
export function ShownTwice({ at, other }: { at: string | number; other: ReactNode }) {
  return (
    <Callout tone="info" title="The clocks showed this time twice">
      They were put back. This is <AbsoluteTime at={at} />; the other is {other}.
    </Callout>
  );
}
