import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { makeReport } from '../report/export';
import { showLink } from './shown-link';

/** Public: the report behind a link, as a file. Who made the link answers for it; that it was taken is an entry. */
export const downloadSharedReport = defineChange('reportLink.download', async (call, { secret, format }) => {
  const shown = await showLink(call, secret);
  if (shown === null) throw new NotFoundError('report behind this link');
  const { link, sharedBy } = shown;
  const asked = { rolloutId: link.rolloutId, format };
  const { file, told } = await makeReport(shown.call, asked, `a link of ${sharedBy} for ${link.name}`);
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
