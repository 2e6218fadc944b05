import { crc32, deflateRawSync } from 'node:zlib';
import { partsOf, signContent } from './a-bundle';
import { type BundleCase, one, whole } from './bundle-case';
import { writeZip, type ZipOptions, type ZipPart } from './zip-writer';

export function archive(change: (parts: ZipPart[]) => ZipPart[], options: ZipOptions = {}): Buffer {
  return writeZip(change(partsOf({ ...signContent(whole), ...whole.files })), options);
}

const same = (parts: ZipPart[]): ZipPart[] => parts;
const NOTHING = ['chain', 'files', 'head', 'manifest', 'rows', 'signature'];
const bad = (name: string, bytes: Buffer): BundleCase =>
  one(name, bytes, ['archive archive'], { notChecked: NOTHING });
const bomb = Buffer.alloc(4 * 1024 * 1024);
const lying = (saidBytes: number) => (parts: ZipPart[]) =>
  parts.map((part) => (part.name === 'report.json' ? { ...part, saidBytes } : part));
/** An archive of which one byte is another, so many behind the first place of some bytes. */
function byteOff(
  mark: string,
  behind: number,
  { last = false } = {},
  options: Partial<ZipPart> = {},
): Buffer {
  const bytes = archive((parts) => parts.map((part) => ({ ...part, ...options })));
  const at = last ? bytes.lastIndexOf(mark, undefined, 'latin1') : bytes.indexOf(mark, 0, 'latin1');
  bytes[at + behind]! ^= 1;
  return bytes;
}
const AUDIT_ONLY = { notChecked: ['rows'] };
const packedAs = (packed: (content: Uint8Array) => Uint8Array) => (parts: ZipPart[]) =>
  parts.map((part) => (part.name === 'audit.csv' ? { ...part, packed: packed(part.content) } : part));

/** A further field of a zip: id, length, content. */
function field(id: number, content: Buffer): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16LE(id);
  start.writeUInt16LE(content.length, 2);
  return Buffer.concat([start, content]);
}

/** The field by which unzip, 7-Zip and others give a file another name than the directory does. */
function otherName(name: string, given: string): Buffer {
  const start = Buffer.alloc(5, 1);
  start.writeUInt32LE(crc32(name), 1);
  return field(0x7075, Buffer.concat([start, Buffer.from(given)]));
}
const giving = (change: (name: string) => Partial<ZipPart>) => (parts: ZipPart[]) =>
  parts.map((part) => (part.name === 'audit.csv' ? { ...part, ...change(part.name) } : part));
export const times = field(0x5455, Buffer.from([1, 0, 0, 0, 0x69]));

/** The archive itself. */
export const ARCHIVES: BundleCase[] = [
  bad('nothing', Buffer.alloc(0)),
  bad('no archive', Buffer.from('%PDF-1.7 and so on, far longer than the end of an archive')),
  bad('an archive cut short', archive(same).subarray(0, -40)),
  bad('half an archive', archive(same).subarray(0, 900)),
  bad('bytes after the end', archive(same, { after: Buffer.from('more') })),
  bad('bytes before the beginning', archive(same, { before: Buffer.from('MZ') })),
  bad('a comment', archive(same, { comment: 'trust me' })),
  bad(
    'a name twice',
    archive((parts) => [...parts, parts[3]!]),
  ),
  bad(
    'a way out of the folder',
    archive((parts) => [...parts, { name: '../../etc/cron.d/x', content: Buffer.from('x') }]),
  ),
  bad(
    'a path',
    archive((parts) => [...parts, { name: 'folder/report.json', content: Buffer.from('x') }]),
  ),
  bad(
    'a backslash',
    archive((parts) => [...parts, { name: '..\\report.json', content: Buffer.from('x') }]),
  ),
  bad(
    'a name in other letters',
    archive((parts) => [...parts, { name: 'Report.json', content: Buffer.from('x') }]),
  ),
  bad(
    'another name for a file beside its own',
    archive(giving((name) => ({ extra: otherName(name, '../audit.csv') }))),
  ),
  bad(
    'something hidden in the directory',
    archive(giving(() => ({ extra: field(0xcafe, Buffer.from('hidden')) }))),
  ),
  one(
    "another name in a file's own header",
    archive(giving(() => ({ ownName: 'audit.cvs' }))),
    ['files changed audit.csv'],
    { notChecked: ['rows'] },
  ),
  one(
    "something hidden in a file's own header",
    archive(giving((name) => ({ ownExtra: otherName(name, 'report.pdf') }))),
    ['files changed audit.csv'],
    { notChecked: ['rows'] },
  ),
  bad(
    'a bomb',
    archive((parts) => [...parts, { name: 'bomb.csv', content: bomb }]),
  ),
  bad(
    'too many files',
    archive((parts) => [
      ...parts,
      ...Array.from({ length: 60 }, (_, at) => ({ name: `f${at}`, content: bomb.subarray(0, 9) })),
    ]),
  ),
  bad('a file of another disk', byteOff('audit.csv', 34 - 46, { last: true })),
  one(
    'another name before the file itself',
    byteOff('audit.csv', 0),
    ['files changed audit.csv'],
    AUDIT_ONLY,
  ),
  one(
    'another size before the file itself',
    byteOff('audit.csv', -8),
    ['files changed audit.csv'],
    AUDIT_ONLY,
  ),
  one(
    'another CRC before the file itself',
    byteOff('audit.csv', -16),
    ['files changed audit.csv'],
    AUDIT_ONLY,
  ),
  one('another size after the file', byteOff('PK\x03\x04', -1, { last: true }, { sizesAfter: true }), [
    'files changed report.xlsx',
  ]),
  one('a file that says it is shorter', archive(lying(20)), ['files changed report.json'], {
    notChecked: ['rows'],
  }),
  one('a file that says it is longer', archive(lying(90_000)), ['files changed report.json'], {
    notChecked: ['rows'],
  }),
  one(
    'bytes after what is packed',
    archive(packedAs((content) => Buffer.concat([deflateRawSync(content), Buffer.from('hidden')]))),
    ['files changed audit.csv'],
    { notChecked: ['rows'] },
  ),
  one(
    'what is packed, cut short',
    archive(packedAs((content) => deflateRawSync(content).subarray(0, -9))),
    ['files changed audit.csv'],
    { notChecked: ['rows'] },
  ),
];
