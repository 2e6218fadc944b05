/** Names of a language that are told for another one (IANA's registry of language subtags; CLDR's aliases). */
const TODAY: { [name: string]: string } = { iw: 'he', in: 'id', ji: 'yi', mo: 'ro', no: 'nb', tl: 'fil' };

/** Regions whose Spanish is that of Latin America (CLDR's parents). */
const LATIN_AMERICA = /^(ar|bo|br|bz|cl|co|cr|cu|do|ec|gt|hn|mx|ni|pa|pe|pr|py|sv|us|uy|ve)$/;

/**
 * The text for a BCP 47 language. Of those in its script (of `zh-TW` the traditional one): the same tag, else that of
 * the regions it belongs to (`es-MX` -> `es-419`, `pt-AO` -> `pt-PT`), else the tag without its last parts one by one
 * (`de-CH` -> `de`), else any text of that language. Else the same of those in another script, else English, else the
 * first. Letters' case and `_` for `-` make no difference. null only when there are no texts.
 */
export function chooseText<T extends { language: string }>(
  texts: readonly T[],
  language: string | null,
): T | null {
  const wanted = language === null ? null : findNearest(texts, normalise(language));
  return wanted || findNearest(texts, 'en') || texts[0] || null;
}

/** The language of a tag or locale without region and script, by the name that it has today. */
export function primaryLanguage(language: string): string {
  return normalise(language).split('-')[0] as string;
}

function findNearest<T extends { language: string }>(texts: readonly T[], language: string): T | null {
  const script = scriptOf(language);
  const sameScript: { text: T; tag: string }[] = [];
  const all: { text: T; tag: string }[] = [];
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as T;
    const tag = normalise(text.language);
    all.push({ text: text, tag: tag });
    if (scriptOf(tag) === script) sameScript.push({ text: text, tag: withoutScript(tag) });
  }
  return findInChain(sameScript, withoutScript(language)) || findInChain(all, language);
}

function findInChain<T>(tagged: { text: T; tag: string }[], language: string): T | null {
  const kin = kinOf(language);
  let tag = language;
  for (;;) {
    const exact =
      findTagged(tagged, tag, false) || (tag === language ? findTagged(tagged, kin, false) : null);
    if (exact !== null) return exact;
    const cut = tag.lastIndexOf('-');
    if (cut === -1) return findTagged(tagged, tag, true);
    tag = tag.slice(0, cut);
  }
}

/** `de_CH.UTF-8@euro` and `DE-ch` are `de-ch`; `sr_RS@latin` is `sr-latn-rs`. */
function normalise(language: string): string {
  const halves = language.split('@');
  const modifier = halves[1];
  const parts = (halves[0] as string).replace(/\..*/, '').replace(/_/g, '-').toLowerCase().split('-');
  const today: unknown = TODAY[parts[0] as string];
  if (typeof today === 'string') parts[0] = today;
  if (modifier === 'latin') parts[0] = `${parts[0]}-latn`;
  if (modifier === 'cyrillic') parts[0] = `${parts[0]}-cyrl`;
  return parts.join('-');
}

const isScript = (part: string | undefined): boolean => /^[a-z]{4}$/.test(part || '');

/** The script that a tag names, or that its region writes; empty: its language has one, or nobody said which. */
function scriptOf(tag: string): string {
  const parts = tag.split('-');
  if (isScript(parts[1])) return parts[1] as string;
  if (parts[0] === 'zh') return /^(tw|hk|mo)$/.test(parts[1] || '') ? 'hant' : 'hans';
  return parts[0] === 'sr' ? 'cyrl' : '';
}

function withoutScript(tag: string): string {
  const parts = tag.split('-');
  return isScript(parts[1]) ? [parts[0]].concat(parts.slice(2)).join('-') : tag;
}

/** The tag of the regions that write as this one does; the tag itself where it belongs to none. */
function kinOf(tag: string): string {
  const parts = tag.split('-');
  const language = parts[0];
  const region = parts[1] || '';
  if (language === 'es' && LATIN_AMERICA.test(region)) return 'es-419';
  return language === 'pt' && region !== '' && region !== 'br' ? 'pt-pt' : tag;
}

function findTagged<T>(tagged: { text: T; tag: string }[], tag: string, byPrimary: boolean): T | null {
  for (let index = 0; index < tagged.length; index += 1) {
    const one = tagged[index] as { text: T; tag: string };
    if (one.tag === tag || (byPrimary && one.tag.indexOf(`${tag}-`) === 0)) return one.text;
  }
  return null;
}
