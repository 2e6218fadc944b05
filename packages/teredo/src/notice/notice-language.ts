/** Language, script, region and variants of RFC 5646: what a session's language is ever compared with. */
const TAG = /^([a-z]{2,3})(-[a-z]{4})?(-(?:[a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)$/;

const LONGEST = 35;

/** Tags that are written otherwise today (IANA's registry of language subtags). */
const TODAY: { [old: string]: string } = { iw: 'he', in: 'id', ji: 'yi', mo: 'ro' };

/** Languages that are written from right to left, and scripts that are. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|nqo|ps|sd|ug|ur|yi)(-|$)/;
const RIGHT_TO_LEFT_SCRIPT = /-(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)(-|$)/;
const SCRIPT = /-[A-Z][a-z]{3}(-|$)/;

/** A BCP 47 tag as it is written today (`DE_ch` becomes `de-CH`); null for what is none. */
export function canonicalLanguage(tag: string): string | null {
  const match = TAG.exec(tag.trim().replace(/_/g, '-').toLowerCase());
  if (match === null || tag.length > LONGEST) return null;
  const language = match[1] as string;
  const script = match[2] || '';
  const today = TODAY[language] || language;
  const titled = script === '' ? '' : `-${script.charAt(1).toUpperCase()}${script.slice(2)}`;
  return `${today}${titled}${(match[3] || '').toUpperCase()}${match[4] || ''}`;
}

/** Which way a language is written, by its canonical tag. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  if (RIGHT_TO_LEFT_SCRIPT.test(language)) return 'rtl';
  return RIGHT_TO_LEFT.test(language) && !SCRIPT.test(language) ? 'rtl' : 'ltr';
}
