import type { NoticeText } from '@teredo-fleet/protocol';
import { canonicalLanguage, type Observation, readingOf } from '@teredo-fleet/teredo';
import type { PreviewGroup } from '../views';

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

/** The tag itself where it is none: a machine may tell anything. */
function nameOf(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Language and script alone, as short as they can be said: who shows `pl` and who shows `pl-PL` read the same. */
function writtenLanguage(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return new Intl.Locale(language, script === undefined ? {} : { script }).minimize().toString();
  } catch {
    return tag;
  }
}

/** Whoever uses a machine would be told in another language than it shows; null: in its own, or it tells none. */
export function otherLanguageOf(
  texts: readonly Pick<NoticeText, 'language'>[],
  { os }: Observation,
): Pick<PreviewGroup, 'kind' | 'key' | 'text'> | null {
  const shown = os.displayLanguage === null ? null : canonicalLanguage(os.displayLanguage);
  const reading = readingOf(texts, shown);
  if (shown === null || reading === null || reading.by === 'own') return null;
  const key = writtenLanguage(shown);
  const text = `Shows ${nameOf(key)}, which the notice lacks: whoever reads that is told in ${nameOf(reading.language)}`;
  return { kind: 'other-language', key, text };
}
