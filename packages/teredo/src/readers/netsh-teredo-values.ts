import { parseIPv4 } from '../ipv4';
import type { Unknown } from '../observation';
import { readWholeNumber } from '../text/lines';
import { textAt } from '../text/text-at';
import type { NatBehaviour } from './netsh-teredo-reading';

const HOST = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20}\.?$/i;

/** The text before a space or a parenthesis. */
function firstToken(value: string): string {
  return textAt(/^[^\s(]{0,300}/.exec(value), 0);
}

/** A host name with a dot, or an IPv4 address; null for anything else. */
export function hostAtStart(value: string): string | null {
  const token = firstToken(value);
  if (!HOST.test(token) || /^[x*#.]{1,60}$/i.test(token)) return null;
  return token.replace(/\.$/, '');
}

/** A server name by its place: a name without a dot will do there, `default` is none, a masked one is unknown. */
export function serverNameOf(value: string): string | null | Unknown {
  const token = firstToken(value);
  const rest = value.slice(token.length).trim();
  if (token.toLowerCase() === 'default' && rest.charAt(0) === '(') return null;
  if (token === '' || token.toLowerCase() === 'default') return value === token ? null : 'unknown';
  const host = hostAtStart(value);
  if (host !== null) return host;
  const isName = /^(?=.{0,62}[a-z])[a-z0-9][a-z0-9_-]{0,62}\.?$/i.test(token) && !/^x{2,}$/i.test(token);
  return isName && (rest === '' || rest.charAt(0) === '(') ? token.replace(/\.$/, '') : 'unknown';
}

/** Whether the name ends in the dot that Windows prints behind its own defaults, and a person seldom types. */
export function isNameDotted(value: string): boolean {
  return /\.$/.test(firstToken(value));
}

/** The number of `30 seconds`, in any language; null when the value doesn't begin with one. */
export function secondsAtStart(value: string): number | null {
  const match = /^([0-9]{1,6})(?![0-9.:%/-])/.exec(value);
  return match === null ? null : readWholeNumber(textAt(match, 1), 1, 86400);
}

/** A number with a unit behind it, which a port never has. */
export function isInterval(value: string): boolean {
  return secondsAtStart(value) !== null && /^[0-9]{1,6}\s{0,9}[^\s0-9(]/.test(value);
}

/** Begins of minutes and hours in the languages of Windows; netsh counts in seconds, but a text may be anybody's. */
const OTHER_UNITS = [
  'min',
  'мин',
  'хв',
  'dakika',
  'perc',
  'λεπτ',
  '分',
  '분',
  'דק',
  'دقي',
  'นาที',
  'phút',
  'hour',
  'hr',
  'stund',
  'std',
  'heur',
  'hora',
  'ore',
  'час',
  'годин',
  'godz',
  'tim',
  'tunti',
  'óra',
  'hodin',
  'uur',
  'saat',
  'ώρ',
  '小时',
  '小時',
  '時間',
  '시간',
  'ساع',
  'שע',
];

/** Whether a number is one of minutes or hours. */
export function isOfOtherUnit(value: string): boolean {
  const unit = textAt(/^[0-9]{1,6}\s{0,9}([^\s0-9(].{0,20})/.exec(value), 1).toLowerCase();
  return /^h(?:\W|$)/.test(unit) || OTHER_UNITS.some((word) => unit.indexOf(word) === 0);
}

export function portAtStart(value: string): number | null {
  const match = /^([0-9]{1,5})(?![\w.:])/.exec(value);
  return match === null ? null : readWholeNumber(textAt(match, 1), 1, 65535);
}

/** The words that stand for a port which the system chooses; zero does too. */
export function isPortLeftToSystem(value: string): boolean {
  return /^(?:unspecified|default|0)(?![\w.:])/i.test(value);
}

/** `address:port`, or null when it was masked or is something else. */
export function mappingOf(value: string): string | null {
  const match = /^([0-9.]{7,15})\s{0,3}:\s{0,3}([0-9]{1,5})(?![0-9.:])/.exec(value);
  if (match === null) return null;
  const address = textAt(match, 1);
  const port = readWholeNumber(textAt(match, 2), 0, 65535);
  return port === null || parseIPv4(address) === null ? null : `${address}:${port}`;
}

/** A mapping that somebody made unreadable before posting it: `xxx.xxx.xxx.xxx:17918`, `***`. */
export function isMasked(value: string): boolean {
  return /^(?=[^\s]{0,60}[x*#?_])[x*#?_.0-9-]{1,60}(?::[x*#?0-9]{1,9})?(?:\s|$)/i.test(value);
}

/** Decimal as netsh prints it, or hexadecimal. */
export function errorCodeOf(value: string): number | null {
  const hex = /^0x([0-9a-f]{1,8})(?![\w.])/i.exec(value);
  if (hex !== null) return parseInt(textAt(hex, 1), 16);
  const decimal = /^-?[0-9]{1,10}(?![\w.:])/.exec(value);
  return decimal === null ? null : parseInt(decimal[0], 10);
}

const YES = [
  'yes',
  '是',
  'ja',
  'oui',
  'sí',
  'si',
  'sim',
  'да',
  'tak',
  'はい',
  '예',
  'ano',
  'evet',
  'igen',
  'kyllä',
];
const NO = [
  'no',
  '否',
  'nein',
  'non',
  'não',
  'нет',
  'nie',
  'いいえ',
  '아니요',
  'ne',
  'hayır',
  'nem',
  'ei',
  'nej',
  'nee',
];

function answerBehind(text: string, name: string): boolean | Unknown {
  const at = text.indexOf(name);
  const match = /^\s{0,9}:\s{0,9}([^\s,;:.]{1,20})/.exec(at === -1 ? '' : text.slice(at + name.length));
  const word = textAt(match, 1);
  if (YES.indexOf(word) !== -1) return true;
  return NO.indexOf(word) === -1 ? 'unknown' : false;
}

/** `UPNP: No, PortPreserving: Yes`: the two names are not translated, their answers are. Null when neither is there. */
export function natBehaviourOf(value: string): NatBehaviour | null {
  const text = value.toLowerCase();
  if (text.indexOf('upnp') === -1 && text.indexOf('portpreserving') === -1) return null;
  return { upnp: answerBehind(text, 'upnp'), portPreserving: answerBehind(text, 'portpreserving') };
}
