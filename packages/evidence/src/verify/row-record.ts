import { DigestList } from './digest-list';
import { hasMembers, isCount, isDigest, isText, readUtf8 } from './json-shape';

/** Value of a lower-case hex digit by its code. */
const nibble = (code: number): number => (code < 0x3a ? code - 0x30 : code - 0x57);

/** A million of these are read of a large rollout: by codes it takes a tenth of the time of parsing numbers. */
function bytesOfDigest(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = nibble(hex.charCodeAt(at * 2)) * 16 + nibble(hex.charCodeAt(at * 2 + 1));
  }
  return bytes;
}

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
    list.push(bytesOfDigest(line.sha256));
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
