import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error';

const MAX_BYTES = 10 * 1024 * 1024;

/** Where the log lines of every role go: one file, and one earlier file, of ten megabytes at most. */
export interface LogSink {
  write(chunk: string | Uint8Array): void;
  close(): void;
}

const open = (file: string): number => openSync(file, 'a', 0o600);

function openFirst(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return open(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code;
    throw new StartError(
      `The log ${file} can't be written (${why}): give it to this user, or set TEREDO_FLEET_DATA_DIR to another folder.`,
    );
  }
}

/**
 * A log that can't be written (a full disk) never stops the server: the lines go to standard error instead.
 *
 * @throws StartError when it can't be opened at the start.
 */
export function openLogFile(file: string, echo: boolean): LogSink {
  let descriptor = openFirst(file);
  let size = fstatSync(descriptor).size;

  function rotate(): void {
    if (existsSync(file)) renameSync(file, `${file}.1`);
    const fresh = open(file);
    closeSync(descriptor);
    descriptor = fresh;
    size = 0;
  }

  /** Whether all of it is in the file. */
  function keep(bytes: Uint8Array): boolean {
    try {
      if (size > MAX_BYTES) rotate();
      writeFileSync(descriptor, bytes);
      size += bytes.length;
      return true;
    } catch {
      return false;
    }
  }

  return {
    write(chunk) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      if (!keep(bytes) || echo) process.stderr.write(bytes);
    },
    close() {
      closeSync(descriptor);
    },
  };
}
