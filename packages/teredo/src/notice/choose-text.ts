/**
 * The text for a BCP 47 language: the same tag, else the tag without its last parts one by one (`de-CH` -> `de`), else
 * any text of that primary language, else English, else the first. Letters' case and `_` for `-` make no difference.
 * null only when there are no texts.
 */
export function chooseText<T extends { language: string }>(
  texts: readonly T[],
  language: string | null,
): T | null {
  const wanted = language === null ? null : findNearest(texts, normalise(language));
  return wanted || findNearest(texts, 'en') || texts[0] || null;
}

function findNearest<T extends { language: string }>(texts: readonly T[], language: string): T | null {
  let tag = language;
  for (;;) {
    const exact = findText(texts, tag, false);
    if (exact !== null) return exact;
    const cut = tag.lastIndexOf('-');
    if (cut === -1) return findText(texts, tag, true);
    tag = tag.slice(0, cut);
  }
}

/** `de_CH.UTF-8@euro` and `DE-ch` are `de-ch`. */
function normalise(language: string): string {
  return language
    .replace(/[.@].*/, '')
    .replace(/_/g, '-')
    .toLowerCase();
}

function findText<T extends { language: string }>(
  texts: readonly T[],
  tag: string,
  byPrimary: boolean,
): T | null {
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as T;
    const found = normalise(text.language);
    if (found === tag || (byPrimary && found.indexOf(`${tag}-`) === 0)) return text;
  }
  return null;
}
