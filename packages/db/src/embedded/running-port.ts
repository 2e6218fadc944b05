import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Port on 127.0.0.1 on which the embedded database of a data folder was started last; null: it never was. */
export function embeddedPort(dataDir: string): number | null {
  const note = join(dataDir, 'postgres-folder');
  const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataDir, 'postgres');
  const file = join(root, 'port');
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  return Number.isInteger(port) && port > 0 ? port : null;
}
