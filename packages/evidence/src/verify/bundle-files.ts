import { ArchiveFault } from './archive-fault';
import type { ListedFile } from './bundle-manifest';
import type { DigestList } from './digest-list';
import { RecordSplitter } from './record-splitter';
import { type PieceReader, rowReaderOf } from './row-reader';
import { RowRecord } from './row-record';
import { Segment, type SegmentReading } from './segment';
import { textDigest } from './text-digest';
import { type ByteSource, hexOf, type VerifyTools } from './verify-tools';
import { readContent } from './zip-content';
import type { ZipEntry } from './zip-directory';

export const ROWS_FILE = 'rows.jsonl';
export const CHAIN_FILE = 'chain.jsonl';

/** How a file of the archive compares with what the manifest lists. `why`: what is wrong with it, in a sentence. */
export type FileState =
  | { kind: 'same' }
  | { kind: 'changed'; why: string }
  | { kind: 'missing' }
  /** The manifest does not list it. */
  | { kind: 'added' };

/** What was read of a bundle's files. */
export interface FilesReading {
  states: Map<string, FileState>;
  /** Digests of the rows that are there, by file; a file that could not be read to its end has none. */
  rows: Map<string, DigestList>;
  /** undefined: could not be read to its end; null: it is no list of rows. */
  recorded: Map<string, DigestList> | null | undefined;
  /** undefined: could not be read to its end; null: it is no part of a chain. */
  segment: SegmentReading | null | undefined;
}

/** The archive that is checked, and what it is checked with. */
export interface Opened {
  source: ByteSource;
  entries: readonly ZipEntry[];
  tools: VerifyTools;
  /** Told after every piece, with how many bytes of the archive were read. */
  progress: (readBytes: number) => void;
}

/** Reads lines with something that takes them one by one. */
export const linesFor = (reader: { take(line: Uint8Array): void }): PieceReader =>
  new RecordSplitter('lf', (line) => reader.take(line));

/** A reader that gives up at the first thing it can't read; the file is digested all the same. */
class Guarded {
  isWhole = true;

  constructor(readonly reader: PieceReader) {}

  #try(work: () => void): void {
    if (!this.isWhole) return;
    try {
      work();
    } catch (error) {
      if (!(error instanceof ArchiveFault)) throw error;
      this.isWhole = false;
    }
  }

  update(piece: Uint8Array): void {
    this.#try(() => this.reader.update(piece));
  }

  finish(): void {
    this.#try(() => this.reader.finish());
  }
}

/** Reads a file to its end; the sentence says why it can't be, null: it was. */
async function readThrough(
  { source, tools, progress }: Opened,
  entry: ZipEntry,
  take: (piece: Uint8Array) => void,
): Promise<string | null> {
  try {
    let unpacked = 0;
    for await (const piece of readContent(source, entry, tools)) {
      take(piece);
      unpacked += piece.length;
      progress(entry.from + Math.round(entry.packedBytes * (unpacked / entry.bytes)));
    }
    return null;
  } catch (error) {
    if (error instanceof ArchiveFault) return error.message;
    throw error;
  }
}

function compareFile(listed: ListedFile, bytes: number, sha256: string): FileState {
  if (listed.sha256 === sha256 && listed.bytes === bytes) return { kind: 'same' };
  const size =
    listed.bytes === bytes
      ? 'is not what it was when the manifest was signed'
      : `has ${bytes.toLocaleString('en-GB')} bytes instead of ${listed.bytes.toLocaleString('en-GB')}`;
  return { kind: 'changed', why: `${listed.name} ${size}.` };
}

/** Digests one file while `reader` takes what is in it; the state, and whether the reader got all of it. */
async function readFile(
  opened: Opened,
  entry: ZipEntry,
  listed: ListedFile,
  reader: PieceReader | null,
): Promise<{ state: FileState; isRead: boolean }> {
  const hash = opened.tools.hasher();
  const guarded = reader === null ? null : new Guarded(reader);
  const fault = await readThrough(opened, entry, (piece) => {
    hash.update(piece);
    guarded?.update(piece);
  });
  if (fault !== null) return { state: { kind: 'changed', why: fault }, isRead: false };
  guarded?.finish();
  return {
    state: compareFile(listed, entry.bytes, hexOf(hash.digest())),
    isRead: guarded?.isWhole ?? false,
  };
}

/** Which files there are and which there should be. */
function namesApart(
  entries: readonly ZipEntry[],
  files: readonly ListedFile[],
): { states: Map<string, FileState>; both: { entry: ZipEntry; listed: ListedFile }[] } {
  const states = new Map<string, FileState>();
  const both: { entry: ZipEntry; listed: ListedFile }[] = [];
  for (const listed of files) {
    const entry = entries.find(({ name }) => name === listed.name);
    if (entry === undefined) states.set(listed.name, { kind: 'missing' });
    else both.push({ entry, listed });
  }
  for (const { name } of entries) {
    if (!files.some((listed) => listed.name === name)) states.set(name, { kind: 'added' });
  }
  return { states, both };
}

/**
 * Reads every file that the manifest lists, once: its digest, the digests of its rows, what `rows.jsonl` recorded of them, and
 * the part of the chain. `askedCount`: of a head that is to be found in it.
 */
export async function readFiles(
  opened: Opened,
  files: readonly ListedFile[],
  askedCount: number | null,
): Promise<FilesReading> {
  const { states, both } = namesApart(opened.entries, files);
  const rows = new Map<string, DigestList>();
  const record = new RowRecord();
  const segment = new Segment(textDigest(opened.tools), askedCount);
  const reading: FilesReading = { states, rows, recorded: undefined, segment: undefined };
  for (const { entry, listed } of both) {
    const { name } = entry;
    const rowReader = rowReaderOf(name, opened.tools);
    const lines = name === ROWS_FILE ? linesFor(record) : name === CHAIN_FILE ? linesFor(segment) : null;
    const { state, isRead } = await readFile(opened, entry, listed, rowReader ?? lines);
    states.set(name, state);
    if (!isRead) continue;
    if (rowReader !== null) rows.set(name, rowReader.digests);
    if (name === ROWS_FILE) reading.recorded = record.finish();
    if (name === CHAIN_FILE) reading.segment = segment.finish();
  }
  return reading;
}

/** A small file as a whole; null: it is not there, too large, or damaged. */
export async function readSmallFile(
  opened: Opened,
  name: string,
  mostBytes: number,
): Promise<Uint8Array | null> {
  const entry = opened.entries.find((one) => one.name === name);
  if (entry === undefined || entry.bytes > mostBytes) return null;
  const whole = new Uint8Array(entry.bytes);
  let at = 0;
  const fault = await readThrough(opened, entry, (piece) => {
    whole.set(piece, at);
    at += piece.length;
  });
  return fault === null ? whole : null;
}
