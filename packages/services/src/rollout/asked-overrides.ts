import { type AskedOverride, askedOverrides, type Queryable } from '@teredo-fleet/db';
import { machineCount } from '../core/machine-count';
import { utcText } from '../core/utc-text';
import { askLapsesAt, GRANTED_WITHIN_MS } from './notice-override-times';

/** What an override that waits for a second person says of itself; it stays the same until it is granted, refused or lapses. */
export const askedOverrideText = ({
  machines,
  askedAt,
}: Pick<AskedOverride, 'machines' | 'askedAt'>): string =>
  `Somebody asked to change ${machineCount(machines)} without waiting for an answer. A second person grants or refuses that; it lapses at ${utcText(askLapsesAt(askedAt).getTime())}.`;

/** Overrides that can still be granted. */
export const openAskedOverrides = (db: Queryable, now: Date): Promise<AskedOverride[]> =>
  askedOverrides(db, new Date(now.getTime() - GRANTED_WITHIN_MS));
