import { chooseText, primaryLanguage } from './choose-text';

/** The text that a session of a language gets, and why that one. */
export interface Reading {
  language: string;
  /** `own`: its language, whatever the region. `english`: none of its language. `first`: no English either. */
  by: 'own' | 'english' | 'first';
}

/** What a session reads, by the very rule of the agent; `language` null: the session tells none. Null: there is no text. */
export function readingOf(texts: readonly { language: string }[], language: string | null): Reading | null {
  const text = chooseText(texts, language);
  if (text === null) return null;
  const primary = primaryLanguage(text.language);
  if (language !== null && primary === primaryLanguage(language)) {
    return { language: text.language, by: 'own' };
  }
  return { language: text.language, by: primary === 'en' ? 'english' : 'first' };
}
