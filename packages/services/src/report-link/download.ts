import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { makeReport } from '../report/export';
import { requireLink } from './shown-link';

/** Public: the report behind a link, as a file. Who made the link answers for it; that it was taken is an entry. */
export const downloadSharedReport = defineChange('reportLink.download', async (call, { secret, format }) => {
  const { call: seeing, link, sharedBy } = await requireLink(call, secret);
  const asked = { rolloutId: link.rolloutId, format };
  const { file, told } = await makeReport(seeing, asked, `a link of ${sharedBy} for ${link.name}`);
  return {
    result: file,
    entries: [
      entry({ kind: 'reportLink', id: link.id, name: link.name }, link.scopeId, {
        after: { rolloutId: link.rolloutId, ...told },
      }),
    ],
    wake: [],
    changed: [],
  };
});
