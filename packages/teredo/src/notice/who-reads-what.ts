import { chooseText } from './choose-text';
import { canonicalLanguage } from './notice-language';

/** The text that a session of a language gets, and why that one. */
export interface Reading {
  language: string;
  /** `own`: its language, whatever the region. `english`: none of its language. `first`: no English either. */
  by: 'own' | 'english' | 'first';
}

const primaryOf = (tag: string): string => (canonicalLanguage(tag) || tag).toLowerCase().replace(/-.*/, '');

/** What a session reads, by the very rule of the agent; `language` null: the session tells none. Null: there is no text. */
export function readingOf(texts: readonly { language: string }[], language: string | null): Reading | null {
  const text = chooseText(texts, language);
  if (text === null) return null;
  const primary = primaryOf(text.language);
  if (language !== null && primary === primaryOf(language.replace(/[.@].*/, ''))) {
    return { language: text.language, by: 'own' };
  }
  return { language: text.language, by: primary === 'en' ? 'english' : 'first' };
}
