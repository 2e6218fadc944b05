import {
  type BundleContent,
  csvOf,
  headLine,
  makeContent,
  makeKey,
  partsOf,
  recordsOf,
  reportOf,
  signContent,
  type TestKey,
  writeBundle,
} from './a-bundle';
import { ARCHIVES, archive, times } from './archive-cases';
import type { Outside } from './ask';
import { type BundleCase, key, one, whole } from './bundle-case';
import { writeZip, type ZipOptions, type ZipPart } from './zip-writer';

const later = makeKey(key);
const stranger = makeKey();
const NOW = '2026-03-01T09:59:30.000Z';
const AFTER = '2026-03-02T00:00:00.000Z';

type Files = BundleContent['files'];

/** A bundle with files as somebody else would have put them in, under the manifest that was signed. */
function repacked(change: (files: Files) => Files, content = whole): Buffer {
  return writeZip(partsOf(change({ ...signContent(content), ...content.files })));
}

const edit = (file: string, change: (text: string) => string): Buffer =>
  repacked((files) => ({ ...files, [file]: change(files[file] as string) }));

const records = (text: string): string[] => text.split('\r\n').slice(0, -1);
const csv = (change: (rows: string[]) => string[]) => (text: string) =>
  change(records(text))
    .map((row) => `${row}\r\n`)
    .join('');
const lines = (change: (rows: string[]) => string[]) => (text: string) =>
  change(text.split('\n').slice(0, -1))
    .map((row) => `${row}\n`)
    .join('');
const without = (at: number) => (rows: string[]) => rows.filter((_, row) => row !== at);
const swap =
  (at: number) =>
  <T>(rows: T[]): T[] =>
    rows.with(at, rows[at + 1]!).with(at + 1, rows[at]!);

/** Tables and report. */
const ROWS: BundleCase[] = [
  one(
    'one byte of a record',
    edit('machines.csv', (text) => text.replace('machine-3,', 'machine-X,')),
    ['files changed machines.csv', 'rows changed machines.csv 3'],
  ),
  one(
    'one byte of the heading',
    edit('receipts.csv', (text) => text.replace('name', 'nome')),
    ['files changed receipts.csv'],
  ),
  one('a record left out', edit('audit.csv', csv(without(4))), [
    'files changed audit.csv',
    'rows missing audit.csv 4',
  ]),
  one(
    'the last record cut off',
    edit(
      'machines.csv',
      csv((rows) => rows.slice(0, -1)),
    ),
    ['files changed machines.csv', 'rows missing machines.csv 8'],
  ),
  one(
    'a record put in',
    edit(
      'receipts.csv',
      csv((rows) => rows.toSpliced(3, 0, 'receipt-9,pc-9,9')),
    ),
    ['files changed receipts.csv', 'rows added receipts.csv 3'],
  ),
  one(
    'a record twice',
    edit(
      'receipts.csv',
      csv((rows) => rows.toSpliced(4, 0, rows[4]!)),
    ),
    ['files changed receipts.csv', 'rows added receipts.csv 5'],
  ),
  one('two records exchanged', edit('machines.csv', csv(swap(6))), [
    'files changed machines.csv',
    'rows moved machines.csv 7',
  ]),
  one(
    'a record moved to the end',
    edit(
      'machines.csv',
      csv((rows) => [...without(2)(rows), rows[2]!]),
    ),
    ['files changed machines.csv', 'rows moved machines.csv 2'],
  ),
  one(
    'one changed, one left out, one put in',
    edit(
      'machines.csv',
      csv((rows) => [...without(5)(rows).with(2, 'x,y,z'), 'machine-9,pc-9,8']),
    ),
    [
      'files changed machines.csv',
      'rows added machines.csv 8',
      'rows changed machines.csv 2',
      'rows missing machines.csv 5',
    ],
  ),
  one(
    'a machine of the report',
    edit('report.json', (text) => text.replace('"id":"m6"', '"id":"m9"')),
    ['files changed report.json', 'rows changed report.json 7'],
  ),
  one(
    'a machine left out of the report',
    edit('report.json', (text) => reportOf(JSON.parse(text).machines.slice(1))),
    ['files changed report.json', 'rows missing report.json 1'],
  ),
  one(
    'two machines of the report exchanged',
    edit('report.json', (text) => reportOf(swap(3)(JSON.parse(text).machines as object[]))),
    ['files changed report.json', 'rows moved report.json 5'],
  ),
  one(
    'what the report says outside its machines',
    edit('report.json', (text) => text.replace('report/v1', 'report/v2')),
    ['files changed report.json'],
  ),
  one(
    'an empty record',
    edit('machines.csv', (text) => text.replace('\r\n', '\r\n\r\n')),
    ['files changed machines.csv', 'rows added machines.csv 1'],
  ),
  one(
    'the line that opens the machines of the report',
    edit('report.json', (text) => text.replace('"machines":[', '"machinez":[')),
    [
      'files changed report.json',
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((row) => `rows missing report.json ${row}`),
    ],
  ),
  one(
    'every row',
    edit('audit.csv', () => csvOf([['id', 'name', 'n'], ...recordsOf('other')])),
    ['files changed audit.csv', ...[1, 2, 3, 4, 5, 6, 7, 8].map((row) => `rows changed audit.csv ${row}`)],
  ),
  one(
    'the record of rows',
    edit('rows.jsonl', (text) => text.replace('"row":3', '"row":4')),
    ['files changed rows.jsonl'],
    {
      notChecked: ['rows'],
    },
  ),
];

/** Whole files. */
const FILES: BundleCase[] = [
  one(
    'a picture of a page',
    repacked((files) => ({ ...files, 'report.pdf': 'another page' })),
    ['files changed report.pdf'],
  ),
  one(
    'a file left out',
    repacked(({ 'report.xlsx': _, ...files }) => files),
    ['files missing report.xlsx'],
  ),
  one(
    'a table left out',
    repacked(({ 'machines.csv': _, ...files }) => files),
    ['files missing machines.csv'],
  ),
  one(
    'a file put in',
    repacked((files) => ({ ...files, 'notes.txt': 'all is well' })),
    ['files added notes.txt'],
  ),
  one(
    'no manifest',
    repacked(({ 'manifest.json': _, ...files }) => files),
    ['manifest missing manifest.json'],
    {
      notChecked: ['chain', 'files', 'head', 'rows', 'signature'],
    },
  ),
  one(
    'the manifest',
    edit('manifest.json', (text) => text.replace('"interim":false', '"interim":true')),
    ['signature wrong-signature manifest.json'],
  ),
  one(
    'the manifest, with a space',
    edit('manifest.json', (text) => text.replace(':', ': ')),
    ['manifest unreadable manifest.json'],
    {
      notChecked: ['chain', 'files', 'head', 'rows', 'signature'],
    },
  ),
  one(
    'a key of the manifest, no digest any more',
    edit('manifest.json', (text) => text.replace(/"keyId":"./, '"keyId":" ')),
    ['manifest unreadable manifest.json'],
    { notChecked: ['chain', 'files', 'head', 'rows', 'signature'] },
  ),
  one(
    'a member of a key',
    edit('manifest.sig.json', (text) => text.replace('"keyId"', '"keyIe"')),
    ['manifest unreadable manifest.sig.json'],
    { notChecked: ['chain', 'files', 'head', 'rows', 'signature'] },
  ),
  one(
    'the manifest and a file, without the key',
    repacked((files) => {
      const changed = makeContent({ key: { ...key, secret: stranger.secret }, rows: 3 });
      return { ...changed.files, ...signContent(changed), 'chain.jsonl': files['chain.jsonl']! };
    }),
    ['signature wrong-signature manifest.json', 'files changed chain.jsonl'],
  ),
];

const chainEdit = (change: (rows: string[]) => string[]) => edit('chain.jsonl', lines(change));

/** The part of the chain. */
const CHAIN: BundleCase[] = [
  one(
    'an entry of the chain',
    edit('chain.jsonl', (text) => text.replace('"outcome":"done"', '"outcome":"held"')),
    ['files changed chain.jsonl', 'chain entry-changed chain.jsonl 5'],
  ),
  one(
    'an entry taken out',
    edit('chain.jsonl', (text) => text.replace(/"entry":\{.*?\},"entryS/s, '"entryS')),
    ['files changed chain.jsonl', 'chain counts chain.jsonl'],
  ),
  one('a link left out', chainEdit(without(3)), [
    'files changed chain.jsonl',
    'chain link-missing chain.jsonl 7',
    'chain counts chain.jsonl',
  ]),
  one('two links exchanged', chainEdit(swap(3)), [
    'files changed chain.jsonl',
    'chain link-missing chain.jsonl 7',
    'chain link-missing chain.jsonl 8',
    'chain out-of-order chain.jsonl 7',
  ]),
  one('the newest link left out', chainEdit(without(6)), [
    'files changed chain.jsonl',
    'chain counts chain.jsonl',
    'head mismatch chain.jsonl',
  ]),
  one('the head left out', chainEdit(without(7)), ['files changed chain.jsonl', 'head mismatch chain.jsonl']),
  one(
    'a digest in the chain that is none',
    edit('chain.jsonl', (text) => text.replace(/"entrySha256":"./, '"entrySha256":" ')),
    ['files changed chain.jsonl', 'chain unreadable chain.jsonl'],
    { notChecked: ['head'] },
  ),
  one(
    'no chain at all',
    edit('chain.jsonl', () => 'nothing\n'),
    ['files changed chain.jsonl', 'chain unreadable chain.jsonl'],
    {
      notChecked: ['head'],
    },
  ),
];

const head = (count: number, at: string, by: TestKey = key, keys: TestKey[] | null = null): string =>
  headLine(whole.chain.heads[count]!, at, by, keys?.map(({ record }) => record) ?? null);
const bundle = writeBundle(whole);
const afterwards = makeContent({ key: later, keys: [key.record, later.record] });
const asked = (name: string, outside: Outside, faults: string[], bytes = bundle, notChecked: string[] = []) =>
  one(name, bytes, faults, { outside, notChecked });
const rewritten = headLine({ count: 9, hash: 'ab'.repeat(32) }, NOW, key);
const keyOf = ({ record }: TestKey) => ({ fingerprint: record.keyId });
/** Two keys of which the second says that it follows, and the first never signed that. */
const usurper = makeKey({ ...key, secret: stranger.secret });
/** A key that the first one signed, and that never agreed. */
const unwilling = { ...later, record: { ...later.record, acceptance: later.record.signature } };

/** What is known from outside. */
const OUTSIDE: BundleCase[] = [
  asked('the right key and a head within', { ...keyOf(key), head: head(8, NOW) }, []),
  asked('the head right before the first link', { ...keyOf(key), head: head(4, NOW) }, []),
  asked('a head before the first link', { ...keyOf(key), head: head(3, NOW) }, [], bundle, ['later-head']),
  asked('another key', { ...keyOf(stranger) }, ['fingerprint another-key']),
  asked(
    'another installation',
    keyOf(key),
    ['fingerprint another-key'],
    writeBundle(makeContent({ key: stranger })),
  ),
  asked('a newer head of before the bundle', { head: head(12, NOW) }, ['later-head cut-off']),
  asked('a newer head of after the bundle', { ...keyOf(key), head: head(12, AFTER) }, [], bundle, [
    'later-head',
  ]),
  asked('a head with another hash', { head: rewritten }, ['later-head rewritten']),
  asked('a head that is none', { head: 'not a line' }, ['later-head unreadable']),
  asked('a head without its signature', { head: head(8, NOW).replace('"signature"', '"sign"') }, [
    'later-head unreadable',
  ]),
  asked('an altered head', { head: head(8, NOW).replace('\\"count\\":8', '\\"count\\":9') }, [
    'later-head wrong-signature',
  ]),
  asked("a stranger's head", { head: head(8, NOW, stranger) }, ['later-head another-key']),
  asked(
    'a replaced key, known by the first',
    { ...keyOf(key), head: head(9, NOW) },
    [],
    writeBundle(afterwards),
  ),
  asked(
    'a replaced key, known by the last',
    { ...keyOf(later), head: head(9, NOW) },
    [],
    writeBundle(afterwards),
  ),
  asked(
    'a head of the key after that of the bundle',
    { ...keyOf(key), head: head(9, NOW, later, [key, later]) },
    [],
  ),
  asked('a head of a later key without its list', { head: head(9, NOW, later) }, ['later-head another-key']),
  asked('the fingerprint of a later key', keyOf(later), ['fingerprint another-key']),
  asked(
    'a key that nobody named',
    keyOf(key),
    ['fingerprint another-key'],
    writeBundle(makeContent({ key: usurper, keys: [key.record, usurper.record] })),
  ),
  asked(
    'a key that did not agree',
    keyOf(key),
    ['fingerprint another-key'],
    writeBundle(makeContent({ key: unwilling, keys: [key.record, unwilling.record] })),
  ),
];

const form = (change: Partial<ZipPart>, options: ZipOptions = {}): Buffer =>
  archive((parts) => parts.map((part) => ({ ...part, ...change })), options);

/** Bundles of which nothing fails. */
const GOOD: BundleCase[] = [
  one('a bundle', bundle, []),
  one('with sizes after its files', form({ sizesAfter: true }), []),
  one('in the 64-bit form', form({ large: true }, { largeEnd: true }), []),
  one(
    'in the 64-bit form with sizes after its files',
    form({ large: true, sizesAfter: true }, { largeEnd: true }),
    [],
  ),
  one('with times after its names', form({ extra: times, ownExtra: times }), []),
  one('not packed', form({ stored: true }), []),
  one('of a rollout without machines', writeBundle(makeContent({ key, rows: 0 })), []),
];

/** Bundles, good and bad, with the verdict of each. */
export const BUNDLE_CASES: BundleCase[] = [...GOOD, ...ROWS, ...FILES, ...CHAIN, ...ARCHIVES, ...OUTSIDE];
