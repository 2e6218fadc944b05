import { TEXTS_1 } from './texts-1';
import { TEXTS_2 } from './texts-2';

/** What a notice is about, for the person in front of the machine. */
export type NoticeTopic = 'teredo-on' | 'teredo-off' | 'restore';

interface TopicText {
  title: string;
  /** What changes. */
  what: string;
}

interface LanguageTexts extends Record<NoticeTopic, TopicText> {
  /** When it happens. */
  when: string;
  /** Whom to ask; `{contact}` is replaced. */
  whom: string;
}

/** By BCP 47 tag; the first one is for everybody whose language is not here. */
export type StandardTexts = Readonly<Record<string, LanguageTexts>>;

/** Every version that has shipped, the oldest first. Other words are another version: plans that were submitted keep theirs. */
export const STANDARD_VERSIONS: readonly StandardTexts[] = [TEXTS_1, TEXTS_2];

/** The newest version, which is what people are told from now on. */
export const NOTICE_TEXTS: StandardTexts = TEXTS_2;
