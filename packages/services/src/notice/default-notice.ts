import type { NoticeText } from '@teredo-fleet/protocol';
import { composeNotice, type NoticeWords } from '@teredo-fleet/teredo';
import type { Work } from '../change/change-plan';
import { NOTICE_TEXTS, type NoticeTopic } from './texts';

/** What people are told a piece of work is about. */
export function topicOf(work: Work): NoticeTopic {
  if (work.kind === 'restore') return 'restore';
  return work.desired.teredo.mode === 'on' ? 'teredo-on' : 'teredo-off';
}

/** The standard notice for a topic in every language there is, English first. */
export function standardWords(topic: NoticeTopic): NoticeWords[] {
  return Object.entries(NOTICE_TEXTS).map(([language, texts]) => ({
    language,
    title: texts[topic].title,
    body: '',
    changes: texts[topic].what,
    when: texts.when,
    whom: texts.whom,
  }));
}

/** Whom to ask, as a notice names a person. */
export function contactOf({ name, email }: { name: string; email: string }): string {
  return `${name} (${email})`;
}

/** What the standard notice for a topic says; `contact` is whom to ask. */
export function defaultTexts(topic: NoticeTopic, contact: { name: string; email: string }): NoticeText[] {
  const values = { contact: contactOf(contact), organisation: '', rollout: '' };
  return standardWords(topic).map((words) => composeNotice(words, values));
}
