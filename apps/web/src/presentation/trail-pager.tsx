import { Pager } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { usePageTrail } from './page-trail';

/** The ways from one page of a list to its others, for a list that knows its next page alone. */
export function TrailPager(props: {
  /** Where this page begins; null: it is the first. */
  cursor: string | null;
  /** Where the next one begins; null: there is none, or it is not known yet. */
  next: string | null | undefined;
  summary: ReactNode;
  goTo(cursor: string | null): void;
}) {
  const { next } = props;
  const pages = usePageTrail(props.cursor, props.goTo);
  return (
    <Pager
      summary={props.summary}
      onPrevious={pages.toPrevious}
      onNext={next == null ? null : () => pages.toNext(next)}
    />
  );
}
