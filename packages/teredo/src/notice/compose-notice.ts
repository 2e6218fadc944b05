import { type ComposedNotice, NOTICE_PARTS, type NoticeWords } from './notice-words';
import { fillPlaceholders, type NoticeValues } from './placeholders';

/** What users of one language are told: the parts that were written, each on lines of its own. The one place that does it. */
export function composeNotice(words: NoticeWords, values: NoticeValues): ComposedNotice {
  const parts = NOTICE_PARTS.map((part) => words[part].trim()).filter((text) => text !== '');
  return {
    language: words.language,
    title: fillPlaceholders(words.title.trim(), values),
    body: fillPlaceholders(parts.join('\n'), values),
  };
}
