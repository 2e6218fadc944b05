import type { NatKind, TeredoErrorKind, TeredoRole, TeredoState, TeredoType } from '../observation';

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

const NATS: { words: string; kind: NatKind }[] = [
  { words: 'none (global connectivity)', kind: 'none' },
  { words: 'none', kind: 'none' },
  { words: 'cone', kind: 'cone' },
  { words: 'restricted', kind: 'restricted' },
  { words: 'restricted (port)', kind: 'restricted-port' },
  { words: 'symmetric (port)', kind: 'symmetric-port' },
  { words: 'symmetric (address)', kind: 'symmetric-address' },
];

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

function kindOf<Kind>(table: { words: string; kind: Kind }[], words: string): Kind | null {
  for (const row of table) if (row.words === words) return row.kind;
  return null;
}

/** Reads the word that `show state` prints for a type and that the policy value spells alike. */
export function teredoTypeOf(word: string): TeredoType | null {
  const lower = word.toLowerCase();
  for (const type of TYPES) if (type === lower) return type;
  return null;
}

export function natKindOf(words: string): NatKind | null {
  return kindOf(NATS, words.toLowerCase().replace(/\s*\(/, ' ('));
}

export function errorKindOf(text: string): TeredoErrorKind | null {
  return kindOf(ERRORS, text.toLowerCase());
}

/** Every kind of probe (`probe (primary server)`, XP's `probe(cone)`) is `probe`. */
export function teredoStateOf(words: string): TeredoState | null {
  const word = words.toLowerCase().replace(/\s*\(.*$/, '');
  if (word === 'offline' || word === 'dormant' || word === 'probe' || word === 'qualified') return word;
  return null;
}

export function teredoRoleOf(words: string): TeredoRole | null {
  const text = words.toLowerCase();
  if (text === 'teredo client') return 'client';
  if (text === 'teredo host-specific relay') return 'host-specific-relay';
  return null;
}
