import { type NoticeField, type NoticeFinding, type NoticeWords, noticeFaults } from './notice-rules';

/** What an editor of a notice holds. */
export interface NoticeContent {
  name: string;
  texts: NoticeWords[];
}

const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `German (Switzerland)`; the tag itself where nobody knows it. */
export function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function emptyWords(language: string): NoticeWords {
  return { language, title: '', body: '', changes: '', when: '', whom: '' };
}

export function sameContent(a: NoticeContent, b: NoticeContent): boolean {
  const textOf = ({ name, texts }: NoticeContent) =>
    JSON.stringify([
      name,
      texts.map((one) => [one.language, one.title, one.body, one.changes, one.when, one.whom]),
    ]);
  return textOf(a) === textOf(b);
}

/** The fault of one field; what is only missing is not said before somebody tried to save. */
export function faultOf(
  findings: readonly NoticeFinding[],
  words: NoticeWords,
  at: { field: NoticeField; tried: boolean },
): string | null {
  if (!at.tried && words[at.field].trim() === '' && at.field !== 'body') return null;
  return (
    findings.find(({ language, field }) => language === words.language && field === at.field)?.text ?? null
  );
}

export const faultsOf = (content: NoticeContent): NoticeFinding[] => noticeFaults(content.texts);
