import { DigestList } from './digest-list';
import { hasMembers, isCount, isDigest, isText, readUtf8 } from './json-shape';

const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));

interface RowLine {
  file: string;
  key: string;
  row: number;
  sha256: string;
}

function readRowLine(bytes: Uint8Array): RowLine | null {
  try {
    const line: unknown = JSON.parse(readUtf8(bytes) ?? '');
    if (!hasMembers(line, ['file', 'key', 'row', 'sha256'])) return null;
    const { file, key, row, sha256 } = line;
    if (!isText(file) || !isText(key) || !isCount(row) || !isDigest(sha256)) return null;
    return { file, key, row, sha256 };
  } catch {
    return null;
  }
}

/** Reads `rows.jsonl`: the digests of all rows, by file, as they were when the bundle was made. */
export class RowRecord {
  readonly #files = new Map<string, DigestList>();
  #isReadable = true;

  /** One line, without its line feed. */
  take(bytes: Uint8Array): void {
    const line = readRowLine(bytes);
    if (line === null) {
      this.#isReadable = false;
      return;
    }
    const list = this.#files.get(line.file) ?? new DigestList();
    this.#files.set(line.file, list);
    list.push(bytesOfHex(line.sha256));
    if (list.count !== line.row) this.#isReadable = false;
  }

  /** null: the lines are no list of rows. */
  finish(): Map<string, DigestList> | null {
    return this.#isReadable ? this.#files : null;
  }
}

/** Finds what rows are about, in a second reading: file and row, joined by a space, to the key. */
export class RowKeys {
  readonly found = new Map<string, string>();

  constructor(readonly wanted: ReadonlySet<string>) {}

  take(bytes: Uint8Array): void {
    const line = readRowLine(bytes);
    if (line === null) return;
    const name = `${line.file} ${line.row}`;
    if (this.wanted.has(name)) this.found.set(name, line.key);
  }
}
