import type { NoticeText } from '@teredo-fleet/protocol';
import { composedFaults, composeNotice, NOTICE_FIELDS, placeholdersOf } from '@teredo-fleet/teredo';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import type { PinnedNotice } from '../plan/planned-plan';
import { readSettings } from '../settings/settings-store';
import { contactOf } from './default-notice';
import { hexOfVersion, newestVersion, textsOf } from './stored-notice';

/** What a notice is composed for. */
export interface NoticeOccasion {
  scopeId: string;
  /** Of the rollout, as its notice may say it. */
  name: string;
  /** Whom to ask. */
  author: { name: string; email: string };
}

/** What users are told, of which version; or why it can't be. */
export type ComposedDocument =
  | { ok: true; noticeVersion: PinnedNotice; texts: NoticeText[] }
  | { ok: false; faults: string[] };

const refused = (...faults: string[]): ComposedDocument => ({ ok: false, faults });

/** Composes the newest version of a notice for a change in its scope. */
export async function composeDocument(
  call: Call,
  { scopeId, name: rollout, author }: NoticeOccasion,
  id: string,
): Promise<ComposedDocument> {
  const { tx, scopes } = call;
  const document = await tx.noticeDocument.findFirst({ where: { id, scopeId, ...inScopes(scopes) } });
  if (document === null) return refused('There is no such notice in this plan’s scope. Choose another one.');
  const { name } = document;
  if (document.archivedAt !== null) return refused(`The notice “${name}” is out of use. Choose another one.`);
  const version = await newestVersion(call, id);
  const texts = textsOf(version);
  const { organisation } = await readSettings(tx);
  const namesIt = texts.some((words) =>
    NOTICE_FIELDS.some((field) => placeholdersOf(words[field]).includes('organisation')),
  );
  if (namesIt && organisation.name === null) {
    return refused(
      `The notice “${name}” names the {organisation}, and the settings do not say what it is called. An admin can write it there.`,
    );
  }
  const values = { contact: contactOf(author), organisation: organisation.name ?? '', rollout };
  const composed = texts.map((words) => composeNotice(words, values));
  const faults = composed.flatMap(composedFaults);
  if (faults.length > 0)
    return refused(...faults.map((text) => `The notice “${name}” does not fit. ${text}`));
  const noticeVersion = { document: id, number: version.number, sha256: hexOfVersion(version) };
  return { ok: true, noticeVersion, texts: composed };
}
