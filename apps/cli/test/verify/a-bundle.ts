import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  type ChainedEntry,
  type ChainHead,
  EMPTY_HEAD,
  headSignedText,
  headStatementText,
  type KeyRecord,
  keySignedText,
  keyStatementText,
  linkEntries,
  manifestSignedText,
} from '@teredo-fleet/evidence';
import { NODE_TOOLS } from '../../src/verify/node-tools';
import { writeZip, type ZipPart } from './zip-writer';

const { canonical } = NODE_TOOLS;
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');
const DIGEST = { canonical, sha256 };

/** A key that signs evidence, with its secret half. */
export interface TestKey {
  record: KeyRecord;
  secret: KeyObject;
}

const signText = (text: string, { secret }: Pick<TestKey, 'secret'>): string =>
  sign(null, Buffer.from(text), secret).toString('base64');

/** A fresh key; `previous`: the one that it follows. */
export function makeKey(previous: TestKey | null = null): TestKey {
  const { privateKey: secret, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const own = { keyId: sha256(raw), publicKey: raw.toString('base64') };
  if (previous === null)
    return { secret, record: { ...own, statement: null, signature: null, acceptance: null } };
  const statement = keyStatementText(
    { at: '2026-02-01T00:00:00.000Z', keyId: own.keyId, previousKeyId: previous.record.keyId },
    DIGEST,
  );
  const text = keySignedText(statement);
  const record = {
    ...own,
    statement,
    signature: signText(text, previous),
    acceptance: signText(text, { secret }),
  };
  return { secret, record };
}

export const ROLLOUT = '0190aaaa-0000-7000-8000-000000000001';
/** When fixtures' bundles are made. */
export const GENERATED_AT = '2026-03-01T10:00:00.000Z';

function entry(seq: number, objectId: string): ChainedEntry {
  return {
    seq: String(seq),
    at: new Date(Date.UTC(2026, 1, 20, 8, 0, seq)).toISOString(),
    scopeId: null,
    actor: { kind: 'user', id: 'u1', name: 'Żaneta “Quoted”\u202e 🙂\u2028\u0085\u000b', token: null },
    action: 'rollout.pause',
    object: { kind: 'rollout', id: objectId, name: 'Teredo, off\n"everywhere"\u2028\u0085' },
    outcome: 'done',
    before: null,
    after: { tenth: 0.1, large: 1e21, small: 1e-7, '\ud83d\ude00': 1, '\uffff': 2 },
    reason: null,
    requestId: null,
    address: '192.0.2.7',
  };
}

/** A head as it is told: one line. `keys`: told with it. */
export function headLine(
  head: ChainHead,
  at: string,
  key: TestKey,
  keys: readonly KeyRecord[] | null = null,
): string {
  const statement = headStatementText({ ...head, at, keyId: key.record.keyId }, DIGEST);
  const line = {
    statement,
    signature: signText(headSignedText(statement), key),
    publicKey: key.record.publicKey,
  };
  return canonical(keys === null ? line : { ...line, keys });
}

const LINKS_BEFORE = 4;

/** An audit chain of twelve entries, of which those of the rollout are known, and the heads at every count. */
export function makeChain(key: TestKey) {
  const entries = Array.from({ length: 12 }, (_, at) => entry(at + 10, at % 3 === 1 ? ROLLOUT : 'another'));
  const { links } = linkEntries(EMPTY_HEAD, entries, DIGEST);
  const heads: ChainHead[] = [EMPTY_HEAD, ...links.map(({ number, hash }) => ({ count: number, hash }))];
  const lines = links.slice(LINKS_BEFORE, 10).map(({ number, hash, entrySha256 }) => {
    const own = entries[number - 1]!;
    const told = own.object.id === ROLLOUT ? { entry: own } : {};
    return { number, hash, entrySha256, ...told };
  });
  const head = heads[10]!;
  const start = { before: heads[LINKS_BEFORE]!.hash, from: LINKS_BEFORE + 1 };
  const chain: object[] = [
    start,
    ...lines,
    JSON.parse(headLine(head, '2026-03-01T09:59:00.000Z', key)) as object,
  ];
  return { chain, heads, head, entries: lines.filter((line) => 'entry' in line).length, links: lines.length };
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvOf = (records: readonly (readonly string[])[]): string =>
  `\ufeff${records.map((record) => `${record.map(cell).join(',')}\r\n`).join('')}`;

/** Names that tables have trouble with. */
const NAMES = ['pc-1', 'pc "2", left\nshelf', "'=2+3", 'جهاز\u200f-4', '🙂-5', 'pc-6', 'pc-7', 'pc-8'];

export interface Rows {
  [file: string]: string[];
}

export function recordsOf(name: string, count = NAMES.length): string[][] {
  return Array.from({ length: count }, (_, at) => [
    `${name}-${at + 1}`,
    NAMES[at % NAMES.length]!,
    String(at),
  ]);
}

export function reportOf(machines: readonly object[]): string {
  const lines = machines.map((machine) => canonical(machine)).join(',\n');
  return `{\n"format":"teredo-fleet/report/v1",\n"machines":[\n${lines}${machines.length > 0 ? '\n' : ''}]}\n`;
}

/** The rows of a file as they stand in it: what `rows.jsonl` records. */
function rowsIn(name: string, text: string): string[] {
  if (name === 'report.json') {
    const lines = text.split('\n');
    return lines
      .slice(lines.indexOf('"machines":[') + 1, lines.indexOf(']}'))
      .map((line) => line.replace(/,$/, ''));
  }
  return text.split('\r\n').slice(1, -1);
}

/** Everything that a bundle says, before it is digested and signed. */
export interface BundleContent {
  key: TestKey;
  keys: KeyRecord[];
  files: Record<string, string | Uint8Array>;
  chain: ReturnType<typeof makeChain>;
  installation: string;
}

const ROW_FILES = ['report.json', 'machines.csv', 'receipts.csv', 'audit.csv'];

export function makeContent(
  options: { key?: TestKey; keys?: KeyRecord[]; rows?: number } = {},
): BundleContent {
  const key = options.key ?? makeKey();
  const chain = makeChain(key);
  const rows = options.rows ?? NAMES.length;
  const machines = NAMES.slice(0, rows).map((name, at) => ({
    id: `m${at}`,
    name,
    steps: [{ exit: 0, said: 'Ok.' }],
  }));
  const files: BundleContent['files'] = {
    'report.json': reportOf(machines),
    'machines.csv': csvOf([['id', 'name', 'n'], ...recordsOf('machine', rows)]),
    'receipts.csv': csvOf([['id', 'name', 'n'], ...recordsOf('receipt', rows)]),
    'audit.csv': csvOf([['id', 'name', 'n'], ...recordsOf('entry', rows)]),
    'chain.jsonl': chain.chain.map((line) => `${canonical(line)}\n`).join(''),
  };
  const recorded = ROW_FILES.flatMap((file) =>
    rowsIn(file, files[file] as string).map(
      (row, at) => `${canonical({ file, key: `${file} ${at + 1}`, row: at + 1, sha256: sha256(row) })}\n`,
    ),
  );
  files['rows.jsonl'] = recorded.join('');
  files['report.xlsx'] = createHash('sha512').update('xlsx').digest();
  files['report.pdf'] = createHash('sha512').update('pdf').digest();
  return {
    key,
    keys: options.keys ?? [key.record],
    files,
    chain,
    installation: '0190bbbb-0000-7000-8000-000000000001',
  };
}

/** The two manifests of what is there. */
export function signContent({
  key,
  keys,
  files,
  chain,
  installation,
}: BundleContent): Record<string, string> {
  const listed = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(content as string);
    const rows = ROW_FILES.includes(name) ? rowsIn(name, bytes.toString()).length : null;
    return { name, bytes: bytes.length, sha256: sha256(bytes), rows };
  });
  const manifest = canonical({
    format: 'teredo-fleet/evidence-bundle/v1',
    installation,
    rollout: { id: ROLLOUT, name: 'Teredo, off\n"everywhere"' },
    interim: false,
    generatedAt: GENERATED_AT,
    generatedBy: 'Żaneta',
    timeZone: 'UTC',
    scope: { id: 's', name: 'All' },
    filter: { rolloutId: ROLLOUT },
    range: { from: GENERATED_AT, to: GENERATED_AT },
    counts: {
      machines: 8,
      attempts: 8,
      receipts: 8,
      entries: chain.entries,
      links: chain.links,
      byState: {},
    },
    freshness: {
      reportedAt: null,
      entryAt: null,
      unsigned: 0,
      pruned: { entriesUntil: null, receiptsUntil: null, outputs: 0 },
    },
    head: chain.head,
    keyId: key.record.keyId,
    files: listed,
  });
  const { publicKey } = key.record;
  const signature = signText(manifestSignedText(manifest), key);
  return { 'manifest.json': manifest, 'manifest.sig.json': canonical({ keys, publicKey, signature }) };
}

export const partsOf = (files: Record<string, string | Uint8Array>): ZipPart[] =>
  Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content as string) }));

/** A bundle as docs/evidence.md describes it. */
export const writeBundle = (content: BundleContent): Buffer =>
  writeZip(partsOf({ ...signContent(content), ...content.files }));
