import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

/** Where the log lines of every role go: one file, and one earlier file, of ten megabytes at most. */
export interface LogSink {
  write(chunk: string | Uint8Array): void;
  close(): void;
}

/** A log that can't be written (a full disk) never stops the server: the lines go to standard error instead. */
export function openLogFile(file: string, echo: boolean): LogSink {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, 'a', 0o600);
  let size = fstatSync(descriptor).size;

  function rotate(): void {
    closeSync(descriptor);
    renameSync(file, `${file}.1`);
    descriptor = openSync(file, 'a', 0o600);
    size = 0;
  }

  return {
    write(chunk) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      let kept = false;
      try {
        if (size > MAX_BYTES) rotate();
        writeSync(descriptor, bytes);
        size += bytes.length;
        kept = true;
      } finally {
        if (echo || !kept) process.stderr.write(bytes);
      }
    },
    close() {
      closeSync(descriptor);
    },
  };
}
