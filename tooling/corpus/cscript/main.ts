import { decodeConsoleBytes } from '@teredo-fleet/teredo';
import { fileExists, readBytes, writeAscii } from '../../../apps/agent-wsh/src/host/files';
import { scriptHost } from '../../../apps/agent-wsh/src/host/host';
import { listFolder } from '../../../apps/agent-wsh/src/host/list-folder';
import { readAddressList } from '../src/compare-addresses';
import { judgeCorpus, type NamedCapture } from '../src/corpus-verdict';
import { expectationNameOf, isListName, isOutputName } from '../src/file-names';

/** A folder as this Windows names it, and as the report does. */
interface Place {
  path: string;
  name: string;
}

const textOf = (path: string): string => decodeConsoleBytes(readBytes(path), null).text;

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

function captureOf({ path, name }: Place): NamedCapture[] {
  if (isOutputName(path)) {
    const beside = expectationNameOf(path);
    const hasExpectation = fileExists(beside);
    const read = (): ReturnType<NamedCapture['read']> => ({
      kind: 'output',
      bytes: readBytes(path),
      expectation: hasExpectation ? textOf(beside) : null,
    });
    return [{ name, hasExpectation, read }];
  }
  if (!isListName(path) || readAddressList(textOf(path)) === null) return [];
  return [{ name, hasExpectation: true, read: () => ({ kind: 'addresses', text: textOf(path) }) }];
}

/** As findCaptures of the tool that Node runs: files and folders together, in the order of their names. */
function findCaptures(place: Place): NamedCapture[] {
  const { files, folders } = listFolder(place.path);
  const inside = (entry: string) => ({ path: `${place.path}\\${entry}`, name: `${place.name}/${entry}` });
  let captures: NamedCapture[] = [];
  for (const entry of files.concat(folders).sort(byName)) {
    const isFolder = folders.indexOf(entry) !== -1;
    captures = captures.concat(isFolder ? findCaptures(inside(entry)) : captureOf(inside(entry)));
  }
  return captures;
}

/**
 * Arguments: a folder, the name under which it is reported, a code page or `-`, and a file for the report: ASCII JSON,
 * whether all is as expected and the lines. The last may be left out; then the lines are printed.
 */
function main(): void {
  const { Arguments } = scriptHost();
  const [path = '', name = path, codePage = '-', report] = [0, 1, 2, 3].map((index) =>
    index < Arguments.length ? Arguments.Item(index) : undefined,
  );
  const lines: string[] = [];
  const isGood = judgeCorpus(
    findCaptures({ path, name }),
    codePage === '-' ? null : Number(codePage),
    (line) => {
      if (report === undefined) scriptHost().Echo(line);
      else lines.push(line);
    },
  );
  const escaped = JSON.stringify({ isGood, lines }).replace(
    /[^ -~]/g,
    (unit) => `\\u${`000${unit.charCodeAt(0).toString(16)}`.slice(-4)}`,
  );
  if (report !== undefined) writeAscii(report, escaped);
  scriptHost().Quit(isGood ? 0 : 1);
}

main();
