import { createHash, type Hash } from 'node:crypto';
import { BackupError } from './backup-error';
import { linesOf } from './lines';
import type { BackedUpTable } from './tables';
import { BACKUP_FORMAT, type BackupHeader, END_OF_ROWS } from './write-backup';

/** One thing that a backup says, in its order. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; table: BackedUpTable }
  /** Of the newest table; as COPY has it, with its line feed. */
  | { kind: 'row'; line: Buffer }
  | { kind: 'rows-end' };

const damaged = (what: string): BackupError =>
  new BackupError(
    `This is no whole backup of Teredo Fleet: ${what}. Take another copy of it, or an earlier backup.`,
  );

/** Its SHA-256 at the end says that a line is as it was written; until then only its members are asked for. */
function parse<T extends object>(text: string, members: readonly (keyof T)[]): T {
  try {
    const value = JSON.parse(text) as T;
    if (members.every((member) => value[member] !== undefined)) return value;
  } catch {
    // Falls through to the one sentence below.
  }
  throw damaged('a line of it cannot be read');
}

const HEADER = ['at', 'version', 'migrations', 'linked', 'files'] as const;

class Lines {
  readonly #lines: AsyncGenerator<Buffer>;
  readonly hash: Hash = createHash('sha256');

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#lines = linesOf(bytes);
  }

  async next(): Promise<Buffer> {
    const { value, done } = await this.#lines.next();
    if (done === true) throw damaged('its end is missing');
    this.hash.update(value);
    return value;
  }

  async expectEnd(): Promise<void> {
    if ((await this.#lines.next()).done !== true) throw damaged('something stands behind its end');
  }
}

async function* rowsOf(lines: Lines): AsyncGenerator<BackupPart, number> {
  for (let rows = 0; ; rows += 1) {
    const line = await lines.next();
    if (line.equals(Buffer.from(END_OF_ROWS))) return rows;
    yield { kind: 'row', line };
  }
}

async function checkEnd(lines: Lines, said: string, rows: Record<string, number>): Promise<void> {
  const { rows: expected } = parse<{ rows: Record<string, number> }>(said.slice('@end '.length), ['rows']);
  if (JSON.stringify(expected) !== JSON.stringify(rows)) throw damaged('rows of it are missing');
  const digest = lines.hash.copy().digest('hex');
  if ((await lines.next()).toString() !== `@sha256 ${digest}\n`) throw damaged('it was altered');
  await lines.expectEnd();
}

/**
 * What a backup says, part by part. That it is whole is known at its end, so it is read once before anything is done with it.
 *
 * @throws BackupError for one that was cut off or altered.
 */
export async function* readBackup(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupPart, void, undefined> {
  const lines = new Lines(bytes);
  const first = (await lines.next()).toString();
  if (first !== `${BACKUP_FORMAT}\n`) throw damaged('it does not begin like one');
  yield { kind: 'header', header: parse<BackupHeader>((await lines.next()).toString(), HEADER) };
  const rows: Record<string, number> = {};
  for (;;) {
    const line = (await lines.next()).toString();
    if (line.startsWith('@end ')) return checkEnd(lines, line, rows);
    if (!line.startsWith('@table ')) throw damaged('a line of it cannot be read');
    const table = parse<BackedUpTable>(line.slice('@table '.length), ['name', 'columns']);
    yield { kind: 'table', table };
    rows[table.name] = yield* rowsOf(lines);
    yield { kind: 'rows-end' };
  }
}
