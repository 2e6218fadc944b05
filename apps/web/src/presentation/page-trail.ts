import { useState } from 'react';

/** Cursors of the pages gone through, oldest first; null is the first page. */
export type PageTrail = readonly (string | null)[];

/** What of the trail lies before a page: the browser's own Back may have left the rest behind. */
export function trailBefore(trail: PageTrail, cursor: string | null): PageTrail {
  const at = trail.indexOf(cursor);
  return at === -1 ? trail : trail.slice(0, at);
}

/**
 * The ways out of a page of a list that knows its next page alone. Before one that was gone through lies the one come
 * from; before one that a link opened lies the first.
 */
export function usePageTrail(cursor: string | null, goTo: (cursor: string | null) => void) {
  const [trail, setTrail] = useState<PageTrail>([]);
  const before = trailBefore(trail, cursor);
  return {
    toNext(next: string): void {
      setTrail([...before, cursor]);
      goTo(next);
    },
    toPrevious: cursor === null ? null : () => goTo(before.at(-1) ?? null),
  };
}
