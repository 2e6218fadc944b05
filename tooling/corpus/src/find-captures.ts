import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAddressList } from './compare-addresses';
import type { NamedCapture } from './corpus-verdict';
import { expectationNameOf, isListName, isOutputName } from './file-names';

const textOf = (path: string): string => readFileSync(path, 'utf8');

function outputCapture(path: string): NamedCapture {
  const beside = expectationNameOf(path);
  const hasExpectation = existsSync(beside);
  const read = (): ReturnType<NamedCapture['read']> => ({
    kind: 'output',
    bytes: new Uint8Array(readFileSync(path)),
    expectation: hasExpectation ? textOf(beside) : null,
  });
  return { name: path, hasExpectation, read };
}

function captureOf(path: string): NamedCapture[] {
  if (isOutputName(path)) return [outputCapture(path)];
  if (!isListName(path) || readAddressList(textOf(path)) === null) return [];
  return [{ name: path, hasExpectation: true, read: () => ({ kind: 'addresses', text: textOf(path) }) }];
}

/** Every `*.txt` and every list of addresses (`*addresses.json`) under a folder, at any depth, in the order of their names. Links to folders are not followed. */
export function findCaptures(folder: string): NamedCapture[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return findCaptures(path);
    return captureOf(path);
  });
}
