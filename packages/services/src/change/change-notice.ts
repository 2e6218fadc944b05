import type { NoticePolicy, NoticeText } from '@teredo-fleet/protocol';
import type { Call } from '../core/define-verb';
import { InvalidError } from '../errors';
import { composeDocument, type NoticeOccasion } from '../notice/compose-document';
import { defaultTexts } from '../notice/default-notice';
import { lockNotice } from '../notice/stored-notice';
import type { NoticeTopic } from '../notice/texts';
import { useNoticeVersion } from '../plan/plan-notice';
import type { PinnedNotice } from '../plan/planned-plan';

/** How somebody wants users to be told of a change that has no plan in waves. */
export interface NoticeWish {
  policy: NoticePolicy;
  /** Words of this change alone. */
  texts?: NoticeText[] | undefined;
  /** A notice whose newest version has the words. With neither they are the standard ones. */
  document?: string | undefined;
}

/** What a plan says of its notice; `noticeVersion` where the words are those of a document. */
export interface ToldChange {
  notice: { policy: NoticePolicy; texts: NoticeText[] };
  noticeVersion?: PinnedNotice;
}

/** Finds the words. Those of a document are held while this is written, and stay as they are from now on. */
export async function chooseNotice(
  call: Call,
  occasion: NoticeOccasion & { topic: NoticeTopic },
  { policy, texts, document }: NoticeWish,
): Promise<ToldChange> {
  if (document === undefined) {
    return { notice: { policy, texts: texts ?? defaultTexts(occasion.topic, occasion.author) } };
  }
  await lockNotice(call, document);
  const composed = await composeDocument(call, occasion, document);
  if (!composed.ok) {
    const text = composed.faults.join(' ');
    throw new InvalidError(`${text} Nothing was changed.`, { 'notice.document': text });
  }
  const { noticeVersion } = composed;
  await useNoticeVersion(call, noticeVersion);
  return { notice: { policy, texts: composed.texts }, noticeVersion };
}

/** What an audit entry says of who is told, and in the words of which version; `none`: nobody is. */
export function recordedNotice({ notice, noticeVersion }: ToldChange): {
  notice: NoticePolicy['kind'];
  noticeVersion?: PinnedNotice;
} {
  const notified = { notice: notice.policy.kind };
  return noticeVersion === undefined ? notified : { ...notified, noticeVersion };
}
