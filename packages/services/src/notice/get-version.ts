import { defineQuery } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { namesOf } from '../user/names';
import { findNotice, textsOf, versionRow } from './stored-notice';

/** What a version of a notice says, also one that a newer one has replaced. */
export const getNoticeVersion = defineQuery('notice.version', async (call, { id, number }) => {
  await findNotice(call, id);
  const { tx } = call;
  const version = await tx.noticeVersion.findUnique({
    where: { documentId_number: { documentId: id, number } },
  });
  if (version === null) throw new NotFoundError('version');
  return { ...versionRow(version, await namesOf(tx, [version.authorId])), texts: textsOf(version) };
});
