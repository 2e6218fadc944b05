import type { Span } from './expression-fault';
import { FaultFound } from './expression-fault';

export type TokenKind = 'word' | 'number' | 'version' | 'text' | 'symbol' | 'end';

/** A piece of an expression. `text`: as written, or what quotes hold. */
export interface Token extends Span {
  kind: TokenKind;
  text: string;
}

/** Deeds of other languages, with the word of this one. */
const ELSEWHERE: Record<string, string> = { '&&': 'and', '||': 'or', '!': 'not', '&': 'and', '|': 'or' };
const SYMBOL = /^(?:<=|>=|!=|<>|==|&&|\|\||[=<>()+\-*/,!&|])/;
const WORD = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/;
const NUMBER = /^(?:0[xX][0-9a-fA-F]+|[0-9]+(?:\.[0-9]+)?)/;
const VERSION = /^(?:[vV][0-9]+(?:\.[0-9]+)*|[0-9]+(?:\.[0-9]+){2,})/;
const PLAIN_NUMBER = /^(?:0[xX][0-9a-fA-F]{1,8}|[0-9]{1,15}(?:\.[0-9]{1,6})?)$/;
const PLAIN_VERSION = /^[vV]?[0-9]{1,9}(?:\.[0-9]{1,9}){0,5}$/;
const LONGEST_TEXT = 255;

/** From one to another: controls, what takes no room or is empty, and what turns the direction of writing round. */
const HIDDEN = [
  [0, 31],
  [127, 159],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];

/** What is no part of what an expression looks like. `next`: tags are pairs of these two halves. */
function isHidden(code: number, next: number): boolean {
  if (code === 0xdb40 && next >= 0xdc00 && next <= 0xdc7f) return true;
  for (const [from, to] of HIDDEN) if (code >= (from as number) && code <= (to as number)) return true;
  return false;
}

/** Whether a sign that can't be seen, or half of one, stands at a place. */
function isHiddenAt(text: string, index: number): boolean {
  return isHidden(text.charCodeAt(index), text.charCodeAt(index + 1)) || isHalfPair(text, index);
}

function isHalfPair(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code >= 0xd800 && code < 0xdc00) {
    const next = text.charCodeAt(index + 1);
    return !(next >= 0xdc00 && next < 0xe000);
  }
  if (code < 0xdc00 || code >= 0xe000) return false;
  const before = text.charCodeAt(index - 1);
  return !(before >= 0xd800 && before < 0xdc00);
}

function quoted(source: string, start: number): Token {
  let text = '';
  let at = start + 1;
  while (at < source.length) {
    const letter = source.charAt(at);
    if (letter === '"') {
      const span = { offset: start, length: at + 1 - start };
      if (text.length > LONGEST_TEXT)
        throw new FaultFound(`A text has at most ${LONGEST_TEXT} characters.`, span, null);
      return { kind: 'text', text, offset: span.offset, length: span.length };
    }
    if (letter === '\\') {
      const next = source.charAt(at + 1);
      if (next !== '"' && next !== '\\')
        throw new FaultFound(
          'After \\ only " or another \\ may follow: write \\\\ for one \\.',
          { offset: at, length: 1 },
          '\\\\',
        );
      text += next;
      at += 2;
    } else if (isHiddenAt(source, at)) break;
    else {
      text += letter;
      at += 1;
    }
  }
  if (at < source.length && !/[\r\n]/.test(source.charAt(at)))
    throw new FaultFound(
      'A character stands here that can not be seen. Take it out.',
      { offset: at, length: 1 },
      '',
    );
  throw new FaultFound(
    'The text that begins here has no end. Close it with ".',
    { offset: start, length: 1 },
    null,
  );
}

function checked(token: Token): Token {
  const { kind, text } = token;
  if (kind === 'number' && !PLAIN_NUMBER.test(text))
    throw new FaultFound(
      'A number has at most 15 digits before its point and 6 after it, or 8 after 0x.',
      token,
      null,
    );
  if (kind === 'version' && !PLAIN_VERSION.test(text))
    throw new FaultFound('A version has at most 6 numbers of at most 9 digits each.', token, null);
  if (kind === 'symbol' && ELSEWHERE[text] !== undefined) {
    const word = ELSEWHERE[text] as string;
    throw new FaultFound(`“${text}” is no word of rules. Did you mean “${word}”?`, token, word);
  }
  return token;
}

/** The piece that begins at a place, or null where none can. */
function tokenAt(source: string, offset: number): Token | null {
  const rest = source.substring(offset);
  if (rest.charAt(0) === '"') return quoted(source, offset);
  const patterns: [TokenKind, RegExp][] = [
    ['version', VERSION],
    ['number', NUMBER],
    ['word', WORD],
    ['symbol', SYMBOL],
  ];
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const text = match[0];
    // What goes on as a word was never another thing: `vista`, `v6to4`.
    const isWhole =
      kind === 'word' || kind === 'symbol' || !/^[A-Za-z0-9_.]/.test(rest.substring(text.length));
    if (isWhole) return checked({ kind, text, offset, length: text.length });
    if (kind === 'number')
      throw new FaultFound(
        'A number ends before what follows it. Put a space between them.',
        { offset, length: text.length },
        null,
      );
  }
  return null;
}

function refuseLetter(source: string, offset: number): never {
  const letter = source.charAt(offset);
  const span = { offset, length: 1 };
  if (
    letter === "'" ||
    letter === '“' ||
    letter === '”' ||
    letter === '„' ||
    letter === '‘' ||
    letter === '’'
  )
    throw new FaultFound('Texts stand between straight double quotes: "…".', span, '"');
  if (isHiddenAt(source, offset))
    throw new FaultFound('A character stands here that can not be seen. Take it out.', span, '');
  throw new FaultFound(`“${letter}” means nothing here.`, span, null);
}

/**
 * The pieces of an expression, the last of which is its end.
 *
 * @throws FaultFound at the first character that begins no piece.
 */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (at < source.length && /[ \t\r\n]/.test(source.charAt(at))) at += 1;
    if (at >= source.length) break;
    const token = tokenAt(source, at);
    if (token === null) return refuseLetter(source, at);
    tokens.push(token);
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', offset: source.length, length: 0 });
  return tokens;
}
