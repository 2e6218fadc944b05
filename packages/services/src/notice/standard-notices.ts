import type { NoticeRow } from '../views';
import { standardWords } from './default-notice';
import { NOTICE_TEXTS, type NoticeTopic } from './texts';

export const STANDARD_IDS = ['standard-teredo-on', 'standard-teredo-off', 'standard-restore'] as const;

export type StandardId = (typeof STANDARD_IDS)[number];

const TOPICS: Readonly<Record<StandardId, { topic: NoticeTopic; name: string }>> = {
  'standard-teredo-on': { topic: 'teredo-on', name: 'Standard: Teredo is turned on' },
  'standard-teredo-off': { topic: 'teredo-off', name: 'Standard: Teredo is turned off' },
  'standard-restore': { topic: 'restore', name: 'Standard: earlier settings come back' },
};

export function isStandard(id: string): id is StandardId {
  return (STANDARD_IDS as readonly string[]).includes(id);
}

/** A text that ships with the product, as a document that can be read and copied. */
export function standardRow(id: StandardId): NoticeRow {
  const { name } = TOPICS[id];
  const languages = Object.keys(NOTICE_TEXTS);
  return { id, name, standard: true, scope: null, archivedAt: null, languages, newest: null };
}

export const standardTextsOf = (id: StandardId) => standardWords(TOPICS[id].topic);
