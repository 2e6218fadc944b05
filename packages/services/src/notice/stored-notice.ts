import type { Prisma } from '@teredo-fleet/db';
import type { NoticeWords } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { inScopes } from '../core/scopes';
import { canonicalText, sha256 } from '../core/sha256';
import { NotFoundError } from '../errors';
import type { NoticeVersionRow } from '../views';

/** A document without its versions. */
export type NoticeDocumentRow = Prisma.NoticeDocumentGetPayload<object>;
/** A version as it is kept. */
export type StoredVersion = Prisma.NoticeVersionGetPayload<object>;

export const hashOfTexts = (texts: readonly NoticeWords[]): Buffer => sha256(canonicalText(texts));

export const textsOf = ({ texts }: StoredVersion): NoticeWords[] => texts as unknown as NoticeWords[];

export const hexOfVersion = ({ sha256: hash }: { sha256: Uint8Array }): string =>
  Buffer.from(hash).toString('hex');

/** A document, or the same not-found whether it is absent or beyond the caller's scopes. */
export async function findNotice({ tx, scopes }: Call, id: string): Promise<NoticeDocumentRow> {
  const row = await tx.noticeDocument.findFirst({ where: { id, ...inScopes(scopes) } });
  if (row === null) throw new NotFoundError('notice');
  return row;
}

/** The same, with the row locked until the transaction ends: who saves, archives and uses a notice queues here. */
export async function lockNotice(call: Call, id: string): Promise<NoticeDocumentRow> {
  await call.tx.$queryRaw`select id from notice_document where id = ${id}::uuid for update`;
  return findNotice(call, id);
}

export async function newestVersion({ tx }: Call, documentId: string): Promise<StoredVersion> {
  return tx.noticeVersion.findFirstOrThrow({ where: { documentId }, orderBy: { number: 'desc' } });
}

export function versionRow(version: StoredVersion, names: ReadonlyMap<string, string>): NoticeVersionRow {
  return {
    number: version.number,
    sha256: hexOfVersion(version),
    languages: textsOf(version).map(({ language }) => language),
    author: names.get(version.authorId) ?? version.authorId,
    savedAt: iso(version.savedAt),
    usedAt: isoOrNull(version.usedAt),
  };
}
