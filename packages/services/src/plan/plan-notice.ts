import type { Prisma } from '@teredo-fleet/db';
import type { NoticeText } from '@teredo-fleet/protocol';
import { composedFaults, composeNotice, NOTICE_FIELDS, placeholdersOf } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { ConflictError } from '../errors';
import { contactOf } from '../notice/default-notice';
import { hexOfVersion, lockNotice, newestVersion, textsOf } from '../notice/stored-notice';
import { readSettings } from '../settings/settings-store';
import type { PlanFault } from '../views';
import type { PinnedNotice } from './planned-plan';

type Row = Prisma.RolloutGetPayload<object>;

/** What users are told, of which version; or why it can't be. */
export type PlanNotice =
  | { ok: true; noticeVersion: PinnedNotice; texts: NoticeText[] }
  | { ok: false; faults: PlanFault[] };

const refused = (...texts: string[]): PlanNotice => ({
  ok: false,
  faults: texts.map((text) => ({ field: 'notice.document', text })),
});

/** Composes the newest version of a notice with what this plan says: whom to ask is its author. */
export async function readPlanNotice(call: Call, row: Row, id: string): Promise<PlanNotice> {
  const { tx, scopes } = call;
  const document = await tx.noticeDocument.findFirst({
    where: { id, scopeId: row.scopeId, ...inScopes(scopes) },
  });
  if (document === null) return refused('There is no such notice in this plan’s scope. Choose another one.');
  const { name } = document;
  if (document.archivedAt !== null) return refused(`The notice “${name}” is out of use. Choose another one.`);
  const version = await newestVersion(call, id);
  const texts = textsOf(version);
  const author = await tx.user.findUnique({
    where: { id: row.authorId },
    select: { name: true, email: true },
  });
  const { organisation } = await readSettings(tx);
  const namesIt = texts.some((words) =>
    NOTICE_FIELDS.some((field) => placeholdersOf(words[field]).includes('organisation')),
  );
  if (namesIt && organisation.name === null) {
    return refused(
      `The notice “${name}” names the {organisation}, and the settings do not say what it is called. An admin can write it there.`,
    );
  }
  const values = {
    contact: contactOf(author ?? { name: '', email: '' }),
    organisation: organisation.name ?? '',
    rollout: row.name,
  };
  const composed = texts.map((words) => composeNotice(words, values));
  const faults = composed.flatMap(composedFaults);
  if (faults.length > 0)
    return refused(...faults.map((text) => `The notice “${name}” does not fit. ${text}`));
  const noticeVersion = { document: id, number: version.number, sha256: hexOfVersion(version) };
  return { ok: true, noticeVersion, texts: composed };
}

/** Holds a notice until the transaction ends, so that the version that is read is the one that is used. */
export async function holdPlanNotice(call: Call, row: Row, id: string | undefined): Promise<void> {
  const isThere =
    id !== undefined && (await call.tx.noticeDocument.count({ where: { id, scopeId: row.scopeId } })) === 1;
  if (isThere) await lockNotice(call, id);
}

/** From now on this version stays as it is. */
export async function useNoticeVersion({ tx, now }: Call, used: PinnedNotice | undefined): Promise<void> {
  if (used === undefined) return;
  const { document: documentId, number } = used;
  await tx.noticeVersion.updateMany({
    where: { documentId, number, usedAt: null },
    data: { usedAt: now },
  });
}

/** Throws ConflictError where other words would be used than those that were looked at. `seen`: their SHA-256. */
export function refuseOtherNotice(used: PinnedNotice | undefined, seen: string | undefined): void {
  if (seen === undefined || used?.sha256 === seen) return;
  throw new ConflictError(
    'The notice was edited since you looked at it. Look at what users are told again, then submit. Nothing was changed.',
  );
}
