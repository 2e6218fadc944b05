import type { NoticeText } from './order';

/**
 * The text for a BCP 47 language: the same tag, else the tag without its last parts one by one (`de-CH` -> `de`), else
 * any text of that primary language, else English, else the first. Letters' case and `_` for `-` make no difference.
 * null only when there are no texts.
 */
export function chooseText(texts: NoticeText[], language: string | null): NoticeText | null {
  let tag = normalise(language === null ? '' : language);
  while (tag !== '') {
    const exact = findText(texts, tag, false);
    if (exact !== null) return exact;
    const cut = tag.lastIndexOf('-');
    if (cut === -1) break;
    tag = tag.slice(0, cut);
  }
  const related = tag === '' ? null : findText(texts, tag, true);
  if (related !== null) return related;
  return findText(texts, 'en', false) || findText(texts, 'en', true) || texts[0] || null;
}

/** `de_CH.UTF-8@euro` and `DE-ch` are `de-ch`; `C` and `POSIX` are no language. */
function normalise(language: string): string {
  const tag = language
    .replace(/[.@].*$/, '')
    .replace(/_/g, '-')
    .toLowerCase();
  return tag === 'c' || tag === 'posix' ? '' : tag;
}

function findText(texts: NoticeText[], tag: string, byPrimary: boolean): NoticeText | null {
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as NoticeText;
    const found = normalise(text.language);
    if (found === tag || (byPrimary && found.indexOf(`${tag}-`) === 0)) return text;
  }
  return null;
}
