import type { NoticeText } from '@teredo-fleet/protocol';
import { composeNotice, type NoticeWords } from '@teredo-fleet/teredo';
import type { Work } from '../change/change-plan';
import { NOTICE_TEXTS, type NoticeTopic, STANDARD_VERSIONS, type StandardTexts } from './texts';

/** What people are told a piece of work is about. */
export function topicOf(work: Work): NoticeTopic {
  if (work.kind === 'restore') return 'restore';
  return work.desired.teredo.mode === 'on' ? 'teredo-on' : 'teredo-off';
}

/** The standard notice for a topic in every language there is, English first; the newest version, if no other is given. */
export function standardWords(topic: NoticeTopic, version: StandardTexts = NOTICE_TEXTS): NoticeWords[] {
  return Object.entries(version).map(([language, texts]) => ({
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

interface Contact {
  name: string;
  email: string;
}

function composed(topic: NoticeTopic, contact: Contact, version: StandardTexts): NoticeText[] {
  const values = { contact: contactOf(contact), organisation: '', rollout: '' };
  return standardWords(topic, version).map((words) => composeNotice(words, values));
}

/** What the standard notice for a topic says; `contact` is whom to ask. */
export const defaultTexts = (topic: NoticeTopic, contact: Contact): NoticeText[] =>
  composed(topic, contact, NOTICE_TEXTS);

/** What it said in each version that has shipped. */
export const everyDefaultTexts = (topic: NoticeTopic, contact: Contact): NoticeText[][] =>
  STANDARD_VERSIONS.map((version) => composed(topic, contact, version));
