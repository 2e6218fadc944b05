import type { NoticeText } from '@teredo-fleet/protocol';
import type { Work } from '../change/change-plan';
import { NOTICE_TEXTS, type NoticeTopic } from './texts';

/** What people are told a piece of work is about. */
export function topicOf(work: Work): NoticeTopic {
  if (work.kind === 'restore') return 'restore';
  return work.desired.teredo.mode === 'on' ? 'teredo-on' : 'teredo-off';
}

/** The standard texts for a topic in every language there is; `contact` is whom to ask. */
export function defaultTexts(topic: NoticeTopic, contact: { name: string; email: string }): NoticeText[] {
  const who = `${contact.name} (${contact.email})`;
  return Object.entries(NOTICE_TEXTS).map(([language, texts]) => ({
    language,
    title: texts[topic].title,
    body: [texts[topic].what, texts.when, texts.whom.replace('{contact}', () => who)].join('\n'),
  }));
}
