import { type Call, defineQuery } from '../core/define-verb';
import { isoOrNull } from '../core/instants';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { NoticeView } from '../views';
import { readFleetLanguages } from './fleet-languages';
import { isStandard, standardRow, standardTextsOf } from './standard-notices';
import { findNotice, newestVersion, textsOf, versionRow } from './stored-notice';

/** So many of the newest are listed; every one can be asked for by its number. */
const MOST_VERSIONS = 100;

async function storedView(call: Call, id: string): Promise<Omit<NoticeView, 'fleet'>> {
  const { tx } = call;
  const { name, scopeId, archivedAt } = await findNotice(call, id);
  const newest = await newestVersion(call, id);
  const versions = await tx.noticeVersion.findMany({
    where: { documentId: id },
    orderBy: { number: 'desc' },
    take: MOST_VERSIONS,
  });
  const names = await namesOf(
    tx,
    versions.map(({ authorId }) => authorId),
  );
  const newestRow = versionRow(newest, names);
  return {
    id,
    name,
    standard: false,
    scope: { id: scopeId, name: (await scopeNames(tx)).get(scopeId) ?? scopeId },
    archivedAt: isoOrNull(archivedAt),
    languages: newestRow.languages,
    newest: newestRow,
    texts: textsOf(newest),
    versions: versions.map((version) => versionRow(version, names)),
  };
}

/** A notice with its newest words, its history, and the languages of the machines that would show it. */
export const getNotice = defineQuery('notice.get', async (call, { id }) => ({
  ...(isStandard(id)
    ? { ...standardRow(id), texts: standardTextsOf(id), versions: [] }
    : await storedView(call, id)),
  fleet: await readFleetLanguages(call.tx, call.scopes),
}));
