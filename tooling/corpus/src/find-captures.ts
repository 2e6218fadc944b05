import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAddressList } from './compare-addresses';

/**
 * A captured output, and the file that says what it says; null where nobody wrote it down. A list of addresses with their
 * parts is both at once.
 */
export interface Capture {
  path: string;
  expectation: string | null;
}

function expectationOf(path: string): string | null {
  const beside = path.replace(/\.txt$/i, '.expected.json');
  return existsSync(beside) ? beside : null;
}

function captureOf(path: string): Capture[] {
  if (/\.txt$/i.test(path)) return [{ path, expectation: expectationOf(path) }];
  const isList = /addresses\.json$/i.test(path) && readAddressList(path) !== null;
  return isList ? [{ path, expectation: path }] : [];
}

/** Every `*.txt` and every list of addresses (`*addresses.json`) under a folder, at any depth, in the order of their names. Links to folders are not followed. */
export function findCaptures(folder: string): Capture[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return findCaptures(path);
    return captureOf(path);
  });
}
