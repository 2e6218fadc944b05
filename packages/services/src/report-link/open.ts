import { entry } from '../core/audit-entry';
import { defineChange, unchanged } from '../core/define-verb';
import { iso } from '../core/instants';
import { showLink } from './shown-link';

/** Public: what a link opens. Each time is an entry; a secret that opens nothing tells nothing, and leaves none. */
export const openReportLink = defineChange('reportLink.open', async (call, { secret }) => {
  const shown = await showLink(call, secret);
  if (shown === null) return unchanged(null);
  const { link, sharedBy } = shown;
  const { rollout } = link;
  return {
    result: {
      rollout: rollout.name,
      interim: rollout.finishedAt === null,
      sharedBy,
      expiresAt: iso(link.expiresAt),
    },
    entries: [
      entry({ kind: 'reportLink', id: link.id, name: link.name }, link.scopeId, {
        after: { rolloutId: rollout.id },
      }),
    ],
    wake: [],
    changed: [],
  };
});
