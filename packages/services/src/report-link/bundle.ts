import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { askForBundle } from '../evidence/ask-for-bundle';
import { type BundleRow, bundleView } from '../evidence/bundle-view';
import type { SharedBundle } from '../views';
import { requireLink, type ShownLink } from './shown-link';

/** A rollout goes on meanwhile; its bundle is not made anew each time that a stranger asks. */
const FRESH_MS = 10 * 60_000;

function shownBundle(row: BundleRow): SharedBundle {
  const { id, state, failure, file } = bundleView(row, new Map());
  if (file === null) return { id, state, failure, file };
  const { name, bytes, sha256, keyId, interim, finishedAt } = file;
  return { id, state, failure, file: { name, bytes, sha256, keyId, interim, finishedAt } };
}

/** Whether nothing newer can be had: it is being made, or it is of a rollout that is over, or it was made just now. */
function isNewest({ state, interim, finishedAt }: BundleRow, now: Date): boolean {
  if (state === 'failed' || state === 'gone') return false;
  if (state !== 'ready' || interim === false) return true;
  return finishedAt !== null && finishedAt.getTime() > now.getTime() - FRESH_MS;
}

const newestOf = ({ call, link }: ShownLink, id: string | undefined): Promise<BundleRow | null> =>
  call.tx.evidenceBundle.findFirst({
    where: { rolloutId: link.rolloutId, ...(id === undefined ? {} : { id }) },
    // Ids are made in the order of time.
    orderBy: { id: 'desc' },
  });

/**
 * Public: the evidence bundle behind a link. Without `id` it is asked for, unless there is one already that is as good; with it,
 * what became of that one.
 */
export const sharedBundle = defineChange('reportLink.bundle', async (call, { secret, id }) => {
  const shown = await requireLink(call, secret);
  const { link, sharedBy } = shown;
  const newest = await newestOf(shown, id);
  if (newest === null && id !== undefined) throw new NotFoundError('bundle');
  if (newest !== null && (id !== undefined || isNewest(newest, call.now)))
    return unchanged(shownBundle(newest));
  const { rolloutId, scopeId, name } = link;
  const byName = `a link of ${sharedBy} for ${name}`;
  const bundleId = await askForBundle(shown.call, { rolloutId, scopeId, byId: null, byName });
  return {
    result: { id: bundleId, state: 'waiting', failure: null, file: null },
    entries: [entry({ kind: 'reportLink', id: link.id, name }, scopeId, { after: { rolloutId, bundleId } })],
    wake: ['reporter'],
    changed: [`rollout:${rolloutId}`],
  };
});
