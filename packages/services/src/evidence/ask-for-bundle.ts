import { insertEvidenceBundle, queryableOf } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { ConflictError } from '../errors';

/** Bundles of one installation that may wait at once: each is made from the whole of a rollout. */
const MOST_WAITING = 50;

export interface BundleWish {
  rolloutId: string;
  scopeId: string;
  /** Null: nobody with an account. */
  byId: string | null;
  byName: string;
}

/** Puts a bundle in the queue of those that are to be made, and gives its id. */
export async function askForBundle({ tx }: Call, wish: BundleWish): Promise<string> {
  const waiting = await tx.evidenceBundle.count({
    where: { state: { in: ['requested', 'building', 'unsigned', 'signed'] } },
  });
  if (waiting >= MOST_WAITING) {
    throw new ConflictError(
      `${waiting} bundles are waiting to be made. Wait until some are done, and see on the page of the server whether the reporter runs.`,
    );
  }
  return insertEvidenceBundle(queryableOf(tx), wish);
}
