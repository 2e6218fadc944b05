import { DigestList } from './digest-list';
import { RecordSplitter } from './record-splitter';
import type { VerifyTools } from './verify-tools';

const COMMA = 44;

/** Whether a line is a text of ASCII. */
const isLine = (line: Uint8Array, text: string): boolean =>
  line.length === text.length && text.split('').every((sign, at) => line[at] === sign.charCodeAt(0));

/** Takes what stands in a file in pieces. */
export interface PieceReader {
  update(bytes: Uint8Array): void;
  finish(): void;
}

/** Digests the rows of a file as they stand in it. */
export interface RowReader extends PieceReader {
  readonly digests: DigestList;
}

function digestOf(bytes: Uint8Array, { hasher }: Pick<VerifyTools, 'hasher'>): Uint8Array {
  const hash = hasher();
  hash.update(bytes);
  return hash.digest();
}

function readerOf(splitter: RecordSplitter, digests: DigestList): RowReader {
  return { digests, update: (bytes) => splitter.update(bytes), finish: () => splitter.finish() };
}

/** Records after the heading. */
function csvRows(tools: Pick<VerifyTools, 'hasher'>): RowReader {
  const digests = new DigestList();
  let isHeading = true;
  const splitter = new RecordSplitter('crlf', (record) => {
    if (!isHeading) digests.push(digestOf(record, tools));
    isHeading = false;
  });
  return readerOf(splitter, digests);
}

/** Lines between that which opens `machines` and that which closes the report, without the commas between them. */
function reportRows(tools: Pick<VerifyTools, 'hasher'>): RowReader {
  const digests = new DigestList();
  let isWithin = false;
  const splitter = new RecordSplitter('lf', (line) => {
    if (isLine(line, ']}')) isWithin = false;
    if (isWithin) {
      digests.push(digestOf(line.at(-1) === COMMA ? line.subarray(0, line.length - 1) : line, tools));
    }
    if (isLine(line, '"machines":[')) isWithin = true;
  });
  return readerOf(splitter, digests);
}

/** Reads the rows of one of a bundle's files; null: it has none that are recorded. */
export function rowReaderOf(name: string, tools: Pick<VerifyTools, 'hasher'>): RowReader | null {
  if (name === 'report.json') return reportRows(tools);
  return name.endsWith('.csv') ? csvRows(tools) : null;
}
