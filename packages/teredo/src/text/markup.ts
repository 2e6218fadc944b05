import { textAt } from './text-at';

/** Tags that forums and web pages put around console output; only these, since `<UP,RUNNING>` is output. */
const LINE_TAGS = 'br|p|div|pre|li|tr|hr|table|blockquote|ul|ol';
const INLINE_TAGS = 'code|span|b|i|u|s|tt|kbd|samp|strong|em|font|td|th|tbody|thead|html|body|a';
const BB_TAGS =
  'code|icode|quote|pre|b|i|u|s|size|color|font|spoiler|hide|noparse|list|center|left|url|tt|mono';

const LINE_TAG = new RegExp(`</?(?:${LINE_TAGS})(?:[ /][^<>\\n]{0,200})?>`, 'gi');
const CELL_END = /<\/t[dh]>/gi;
const INLINE_TAG = new RegExp(`</?(?:${INLINE_TAGS})(?:[ /][^<>\\n]{0,200})?>`, 'gi');
const BB_TAG = new RegExp(`\\[/?(?:${BB_TAGS})(?:=[^\\[\\]\\n]{0,200})?\\]`, 'gi');

const ENTITIES: { name: string; text: string }[] = [
  { name: 'nbsp', text: ' ' },
  { name: 'lt', text: '<' },
  { name: 'gt', text: '>' },
  { name: 'amp', text: '&' },
  { name: 'quot', text: '"' },
  { name: 'apos', text: "'" },
  { name: 'colon', text: ':' },
  { name: 'tab', text: '\t' },
];

function textOfEntity(whole: string, name: string): string {
  const numeric = /^#(x?)([0-9a-f]+)$/i.exec(name);
  if (numeric !== null) {
    const code = parseInt(textAt(numeric, 2), numeric[1] ? 16 : 10);
    return code === 0xa0 ? ' ' : code >= 0x20 && code <= 0xffff ? String.fromCharCode(code) : whole;
  }
  for (const entity of ENTITIES) if (entity.name === name.toLowerCase()) return entity.text;
  return whole;
}

/** A link around a host name leaves the host name. */
function undoLinks(text: string): string {
  return text
    .replace(/\[([^[\]\n]{1,200})\]\((?:https?:)?\/\/[^()\s]{1,300}\)/gi, '$1')
    .replace(/<(?:https?|mailto):[^<>\s]{1,300}>/gi, '')
    .replace(/\bhttps?:\/\/([A-Za-z0-9.-]{1,255})\/?/gi, '$1')
    .replace(/\[\.\]/g, '.');
}

/** Takes away HTML and BBCode tags, character references and the links that editors make of host names. */
export function undoMarkup(text: string): string {
  let plain = text;
  if (plain.indexOf('<') !== -1) {
    plain = plain.replace(LINE_TAG, '\n').replace(CELL_END, '\t').replace(INLINE_TAG, '');
  }
  if (plain.indexOf('[') !== -1) plain = plain.replace(BB_TAG, '');
  if (plain.indexOf('&') !== -1) plain = plain.replace(/&(#?[0-9a-z]{1,8});/gi, textOfEntity);
  return undoLinks(plain);
}
