import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { ConflictError } from '../errors';
import { findBundle, WHY_NO_BUNDLE } from '../evidence/bundle-view';
import { requireLink } from './shown-link';

/** Public: lets the holder of a link take a finished bundle of its rollout. That it was taken is an entry. */
export const takeSharedBundle = defineChange('reportLink.takeBundle', async (call, { secret, id }) => {
  const { call: seeing, link } = await requireLink(call, secret);
  const { view } = await findBundle(seeing, id, link.rolloutId);
  if (view.state !== 'ready') throw new ConflictError(WHY_NO_BUNDLE[view.state]);
  const { rolloutId, scopeId, name } = link;
  const after = { rolloutId, bundleId: id, sha256: view.file?.sha256, bytes: view.file?.bytes };
  return {
    result: view,
    entries: [entry({ kind: 'reportLink', id: link.id, name }, scopeId, { after })],
    wake: [],
    changed: [],
  };
});
