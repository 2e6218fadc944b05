import { newestAuditHead, type Queryable } from '@teredo-fleet/db';
import { lineOfHead, publishedHead, readHead, readHeadLine, type SignedAt } from '@teredo-fleet/services';
import type { Logger } from '../log';
import { readSecretFile, SecretFileError, writeSecretFile } from '../secret-file';

/** The head that was signed last, kept where nobody who has the database can change it. */
export class HeadMemory {
  constructor(
    readonly file: string,
    /** Whose signatures count. */
    readonly keyIds: readonly string[],
  ) {}

  /** null: nothing was signed yet. @throws SecretFileError for a file that none of these keys signed. */
  async read(): Promise<SignedAt | null> {
    const line = await readSecretFile(this.file);
    if (line === null) return null;
    const read = readHeadLine(line.trim(), this.keyIds);
    if (read.ok) return { ...read.head, at: read.at };
    throw new SecretFileError(
      `${this.file} ${read.why}. Restore it from a backup, or delete it to have the newest head of the database taken.`,
    );
  }

  write(line: string): Promise<void> {
    return writeSecretFile(this.file, `${line}\n`);
  }

  /** What to continue from. Without a file that is the newest head on record that is of these keys, and is said. */
  async recall(db: Queryable, log: Logger): Promise<SignedAt | null> {
    const kept = await this.read();
    if (kept !== null) return kept;
    const stored = await newestAuditHead(db);
    if (stored === null) return null;
    const published = publishedHead(stored);
    const read = readHead(published, this.keyIds);
    if (!read.ok) {
      throw new SecretFileError(
        `The newest head in the database ${read.why}, and ${this.file} is missing: restore that file from a backup.`,
      );
    }
    log.warn(
      { file: this.file, count: read.head.count },
      'the head that was signed last is not in its file; the newest one in the database was taken',
    );
    await this.write(lineOfHead(published));
    return { ...read.head, at: read.at };
  }
}
