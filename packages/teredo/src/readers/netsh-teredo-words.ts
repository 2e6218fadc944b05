import type { NatKind, TeredoErrorKind, TeredoRole, TeredoState, TeredoType, Unknown } from '../observation';
import { textAt } from '../text/text-at';

/**
 * Value words of `show state`. They were English in every capture of an English or Chinese Windows; whether other
 * languages translate them is not known, so a word that isn't here is *unknown*, never *off*.
 */
const TYPES: TeredoType[] = [
  'disabled',
  'client',
  'enterpriseclient',
  'natawareclient',
  'server',
  'relay',
  'automatic',
  'default',
];

/** Reads the word that `show state` prints for a type and that the policy value spells alike. */
export function teredoTypeOf(word: string): TeredoType | null {
  const lower = word.toLowerCase();
  for (const type of TYPES) if (type === lower) return type;
  return null;
}

/** Reads a type as a policy value or PowerShell spells it, with or without a space (`Enterprise Client`). */
export function teredoTypeOfSetting(text: string): TeredoType | Unknown {
  return teredoTypeOf(text.replace(/\s/g, '')) ?? 'unknown';
}

/** The first word of a value, if nothing but a space or punctuation follows it. */
function firstWord(value: string): string {
  return textAt(/^([A-Za-z]{1,20})(?![A-Za-z0-9_.-])/.exec(value), 1).toLowerCase();
}

/** A type with whatever stands behind it. */
export function typeAtStart(value: string): TeredoType | null {
  return teredoTypeOf(firstWord(value));
}

/** Every kind of probe (`probe (primary server)`, XP's `probe(cone)`) is `probe`. */
export function stateAtStart(value: string): TeredoState | null {
  const word = firstWord(value);
  return word === 'offline' || word === 'dormant' || word === 'probe' || word === 'qualified' ? word : null;
}

export function roleAtStart(value: string): TeredoRole | null {
  if (/^teredo\s{1,9}client(?![\w-])/i.test(value)) return 'client';
  return /^teredo\s{1,9}host[\s-]{1,9}specific\s{1,9}relay(?![\w-])/i.test(value)
    ? 'host-specific-relay'
    : null;
}

export function networkAtStart(value: string): 'managed' | 'unmanaged' | null {
  const word = firstWord(value);
  return word === 'managed' || word === 'unmanaged' ? word : null;
}

const NATS: { word: string; detail: string; kind: NatKind }[] = [
  { word: 'none', detail: '', kind: 'none' },
  { word: 'cone', detail: '', kind: 'cone' },
  { word: 'restricted', detail: 'port', kind: 'restricted-port' },
  { word: 'restricted', detail: '', kind: 'restricted' },
  { word: 'symmetric', detail: 'port', kind: 'symmetric-port' },
  { word: 'symmetric', detail: 'address', kind: 'symmetric-address' },
  { word: 'symmetric', detail: '', kind: 'symmetric' },
];

/** A kind of NAT; of a detail in parentheses that was cut off, the first letter is enough. */
export function natAtStart(value: string): NatKind | null {
  const word = firstWord(value);
  const detail = textAt(/^[a-z]{1,20}\s{0,9}\(\s{0,9}([a-z]{1,20})/i.exec(value), 1).toLowerCase();
  for (const row of NATS) {
    if (row.word !== word) continue;
    if (row.detail === '' || (detail !== '' && row.detail.indexOf(detail) === 0)) return row.kind;
  }
  return null;
}

/**
 * Error texts. The Chinese ones and the English `none` and `client behind symmetric NAT` are from captures; the
 * other English ones are from memory, and do no harm should Windows word them differently.
 */
const ERRORS: { words: string; kind: TeredoErrorKind }[] = [
  { words: 'none', kind: 'none' },
  { words: '无', kind: 'none' },
  { words: 'primary server unreachable over udp', kind: 'primary-server-unreachable' },
  { words: '无法通过 udp 访问主 teredo 服务器', kind: 'primary-server-unreachable' },
  { words: 'failed to resolve server name', kind: 'server-name-unresolved' },
  { words: '未能解析服务器名', kind: 'server-name-unresolved' },
  { words: 'client is in a managed network', kind: 'managed-network' },
  { words: '客户端位于托管网络中', kind: 'managed-network' },
  { words: 'failed to open tunnel adapter', kind: 'tunnel-adapter' },
  { words: '未能打开隧道适配器', kind: 'tunnel-adapter' },
  { words: 'general system failure', kind: 'general-failure' },
  { words: '一般系统故障', kind: 'general-failure' },
  { words: 'client behind symmetric nat', kind: 'symmetric-nat' },
  { words: '客户端在对称nat后', kind: 'symmetric-nat' },
];

const isSpace = (character: string): boolean => character === ' ' || character === '\t';

/** Whether a text begins with words, spaces anywhere aside, and nothing that could belong to them follows. */
function beginsWithWords(text: string, words: string): boolean {
  let at = 0;
  for (let index = 0; index < words.length; index += 1) {
    if (isSpace(words.charAt(index))) continue;
    while (isSpace(text.charAt(at))) at += 1;
    if (text.charAt(at) !== words.charAt(index)) return false;
    at += 1;
  }
  return at >= text.length || /[\s!-/:-@[-`{-~]/.test(text.charAt(at));
}

/** A second server or IPv6 is in neither of the two texts that hold those names. */
const NOT_OF_THOSE = ['second', 'sekund', 'segund', 'втор', '次', '辅助', '輔助', 'ipv6'];

/**
 * What an error text says, or null. Texts are translated; the names in them are not: UDP occurs in one text only and
 * so does NAT, which tells those two in any language.
 */
export function errorAtStart(value: string): TeredoErrorKind | null {
  const lower = value.toLowerCase();
  for (const { words, kind } of ERRORS) if (beginsWithWords(lower, words)) return kind;
  if (NOT_OF_THOSE.some((word) => lower.indexOf(word) !== -1)) return null;
  if (/(?:^|[^a-z])udp(?![a-z])/.test(lower)) return 'primary-server-unreachable';
  return /(?:^|[^a-z])nat(?![a-z])/.test(lower) ? 'symmetric-nat' : null;
}

/** `Group Policy` as Windows itself calls it in other languages; it was English in every capture. */
const GROUP_POLICY = [
  'group policy',
  '组策略',
  '群組原則',
  'グループ ポリシー',
  '그룹 정책',
  'gruppenrichtlinie',
  'stratégie de groupe',
  'directiva de grupo',
  'criteri di gruppo',
  'política de grupo',
  'групповая политика',
  'zasady grupy',
  'groepsbeleid',
  'grup ilkesi',
];

const withoutSpaces = (text: string): string => text.toLowerCase().replace(/\s/g, '');

/**
 * Whether a value bears the mark of Group Policy, whole or cut off. A mark in words that aren't known is `unknown`:
 * it is not said that the value is local.
 */
export function policyMarkOf(value: string): boolean | Unknown {
  const match = /\(([^()]{0,60})(\)?)/.exec(value);
  if (match === null) return false;
  const words = withoutSpaces(textAt(match, 1));
  const whole = textAt(match, 2) !== '';
  for (const known of GROUP_POLICY) {
    const mark = withoutSpaces(known);
    if (mark === words || (!whole && words !== '' && mark.indexOf(words) === 0)) return true;
  }
  return 'unknown';
}
