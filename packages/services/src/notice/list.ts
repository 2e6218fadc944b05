import { defineQuery } from '../core/define-verb';
import { isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import { STANDARD_IDS, standardRow } from './standard-notices';
import { versionRow } from './stored-notice';

/** The notices of one's scopes by name, those in use first, and the ones that come with the product. */
export const listNotices = defineQuery('notice.list', async ({ tx, scopes }) => {
  const documents = await tx.noticeDocument.findMany({
    where: inScopes(scopes),
    include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const scopeOf = await scopeNames(tx);
  const names = await namesOf(
    tx,
    documents.flatMap(({ versions }) => versions.map(({ authorId }) => authorId)),
  );
  const rows = documents.map(({ id, name, scopeId, archivedAt, versions: [version] }) => {
    const newest = version === undefined ? null : versionRow(version, names);
    return {
      id,
      name,
      standard: false,
      scope: { id: scopeId, name: scopeOf.get(scopeId) ?? scopeId },
      archivedAt: isoOrNull(archivedAt),
      languages: newest?.languages ?? [],
      newest,
    };
  });
  const [inUse, archived] = [
    rows.filter(({ archivedAt }) => archivedAt === null),
    rows.filter(({ archivedAt }) => archivedAt !== null),
  ];
  return { rows: [...inUse, ...STANDARD_IDS.map(standardRow), ...archived] };
});
