import { AbsoluteTime, Callout } from '@teredo-fleet/ui';
import Link from 'next/link';
import { OTHER_MOMENT, ShownTwice } from '@/presentation/shown-twice';
import type { PastMoment } from '@/trpc/shapes';
import { isKept } from './is-kept';

/** What is known of the moment itself: the other one that the same clock showed, and how far back reports are kept. */
export function MomentLine({ moment, otherHref }: { moment: PastMoment; otherHref: string }) {
  const { at, otherwise, keptSince, toldKeptSince = null } = moment;
  return (
    <>
      {otherwise === null ? null : (
        <ShownTwice
          at={at}
          other={
            <Link href={otherHref} className={OTHER_MOMENT}>
              <AbsoluteTime at={otherwise} />
            </Link>
          }
        />
      )}
      {keptSince !== null && !isKept(moment) ? (
        <Callout tone="warn" title="Older than what is kept">
          What machines reported, and what their enrolment was, is kept since <AbsoluteTime at={keptSince} />.
          What still held then is known; what was otherwise before is not, and a machine of which nothing is
          kept is not counted.
        </Callout>
      ) : null}
      {toldKeptSince === null ? null : (
        <Callout tone="info" title="Older receipts of notices are not kept">
          They are kept since <AbsoluteTime at={toldKeptSince} />. Whose people were told before that and not
          again has nothing on record.
        </Callout>
      )}
    </>
  );
}
