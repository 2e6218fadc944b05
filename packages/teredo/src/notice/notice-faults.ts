import { composeNotice } from './compose-notice';
import { canonicalLanguage } from './notice-language';
import {
  LONGEST_BODY,
  LONGEST_TITLE,
  MOST_LANGUAGES,
  NOTICE_FIELDS,
  type NoticeField,
  type NoticeWords,
} from './notice-words';
import { type NoticeValues, splitPlaceholders } from './placeholders';
import { plainText } from './terminal-text';

/** Something about a notice, in a sentence. */
export interface NoticeFinding {
  /** The tag as it was written; null: about the whole notice. */
  language: string | null;
  /** `language`: the tag itself; null: all of that language's words. */
  field: NoticeField | 'language' | null;
  text: string;
}

const NAMES: { [F in NoticeField]: string } = {
  title: 'The title',
  body: 'The text',
  changes: '“What changes”',
  when: '“When”',
  whom: '“Whom to ask”',
};

/** Placeholders stand for themselves: their values are not known before there is a plan. */
const AS_WRITTEN: NoticeValues = {
  contact: '{contact}',
  organisation: '{organisation}',
  rollout: '{rollout}',
};

const KNOWN = '{contact}, {organisation} or {rollout}';

/** Halves of surrogate pairs: nothing stores or shows them. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/;

/** What sets or turns round the direction of writing, and takes no room. */
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

function spaced(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function hexOf(character: string): string {
  const hex = character.charCodeAt(0).toString(16).toUpperCase();
  return `U+${'0000'.slice(hex.length)}${hex}`;
}

function braceFault(field: NoticeField, text: string): string | null {
  const parts = splitPlaceholders(text);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] as (typeof parts)[number];
    if (part.kind === 'unknown')
      return `${NAMES[field]} has ${part.text}, which stands for nothing. Write ${KNOWN}.`;
    if (part.kind === 'malformed') {
      return `${NAMES[field]} has a ${part.text} that belongs to no placeholder. Braces stand only round a name: ${KNOWN}.`;
    }
  }
  return null;
}

function fieldFault(field: NoticeField, text: string): string | null {
  if (plainText(text) !== text || HALF.test(text))
    return `${NAMES[field]} has a control character. Type those words anew.`;
  return braceFault(field, text);
}

function lengthFaults(composed: { title: string; body: string }): { field: NoticeField; text: string }[] {
  const faults: { field: NoticeField; text: string }[] = [];
  const { title, body } = composed;
  if (title.length > LONGEST_TITLE) {
    const count = spaced(title.length);
    faults.push({
      field: 'title',
      text: `The title has ${count} characters, and ${LONGEST_TITLE} fit. Shorten it.`,
    });
  }
  if (body.length > LONGEST_BODY) {
    faults.push({
      field: 'body',
      text: `All of the text together has ${spaced(body.length)} characters, and ${spaced(LONGEST_BODY)} fit on every channel. Shorten it.`,
    });
  }
  return faults;
}

function faultsOfWords(words: NoticeWords): NoticeFinding[] {
  const { language } = words;
  const faults: NoticeFinding[] = [];
  NOTICE_FIELDS.forEach((field) => {
    const text = fieldFault(field, words[field]);
    if (text !== null) faults.push({ language: language, field: field, text: text });
  });
  if (words.title.trim() === '') {
    faults.push({ language: language, field: 'title', text: 'The title is missing.' });
  }
  if (words.body.trim() === '' && words.changes.trim() === '') {
    faults.push({
      language: language,
      field: 'changes',
      text: 'What changes is missing: say it there or in the text.',
    });
  }
  lengthFaults(composeNotice(words, AS_WRITTEN)).forEach(({ field, text }) => {
    faults.push({ language: language, field: field, text: text });
  });
  return faults;
}

function languageFaults(texts: readonly NoticeWords[]): NoticeFinding[] {
  const seen: { [tag: string]: string } = {};
  const faults: NoticeFinding[] = [];
  texts.forEach(({ language }) => {
    const tag = canonicalLanguage(language);
    const fault = (text: string) => faults.push({ language: language, field: 'language', text: text });
    if (tag === null) {
      fault(`“${language}” is no language tag. Write one such as en, de-CH or zh-Hans.`);
    } else if (seen[tag] !== undefined) {
      fault(
        seen[tag] === language
          ? `${language} is there twice.`
          : `${language} is the same language as ${seen[tag]}.`,
      );
    } else {
      seen[tag] = language;
    }
  });
  return faults;
}

/** Why a notice can't be kept, each with its language and field; empty: it can. */
export function noticeFaults(texts: readonly NoticeWords[]): NoticeFinding[] {
  const whole = (text: string): NoticeFinding[] => [{ language: null, field: null, text: text }];
  if (texts.length === 0) return whole('Write the notice in one language at least.');
  if (texts.length > MOST_LANGUAGES) {
    return whole(`A notice has at most ${MOST_LANGUAGES} languages, and this one has ${texts.length}.`);
  }
  let faults = languageFaults(texts);
  texts.forEach((words) => {
    faults = faults.concat(faultsOfWords(words));
  });
  return faults;
}

/** What doesn't fit once the placeholders are filled in, in a sentence that names the language. */
export function composedFaults(composed: { language: string; title: string; body: string }): string[] {
  return lengthFaults(composed).map(
    ({ text }) => `In ${composed.language}, with its placeholders filled in: ${text}`,
  );
}

function warningsOfWords(words: NoticeWords): NoticeFinding[] {
  const { language } = words;
  const warnings: NoticeFinding[] = [];
  const warn = (field: NoticeField, text: string) =>
    warnings.push({ language: language, field: field, text: text });
  if (words.when.trim() === '') warn('when', 'It does not say when it happens.');
  if (words.whom.trim() === '')
    warn('whom', 'It does not say whom to ask. {contact} stands for who wrote the plan.');
  NOTICE_FIELDS.forEach((field) => {
    const found = HIDDEN.exec(words[field]);
    if (found !== null) {
      warn(
        field,
        `${NAMES[field]} has ${hexOf(found[0] as string)}, a character that is not seen and may turn the line round.`,
      );
    }
  });
  return warnings;
}

/** What somebody should know of a notice that can be kept. */
export function noticeWarnings(texts: readonly NoticeWords[]): NoticeFinding[] {
  let warnings: NoticeFinding[] = [];
  const hasEnglish = texts.some(({ language }) => /^en(-|$)/i.test(canonicalLanguage(language) || ''));
  const first = texts[0];
  if (!hasEnglish && first !== undefined) {
    warnings.push({
      language: null,
      field: null,
      text: `There is no English text: whoever has none of these languages reads the first one, ${first.language}.`,
    });
  }
  texts.forEach((words) => {
    warnings = warnings.concat(warningsOfWords(words));
  });
  return warnings;
}
