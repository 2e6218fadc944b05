import { decodeConsoleBytes } from '@teredo-fleet/teredo';
import { fileExists, readBytes, temporaryFolder, writeAscii } from '../../../apps/agent-wsh/src/host/files';
import { scriptHost } from '../../../apps/agent-wsh/src/host/host';
import { listTree } from '../../../apps/agent-wsh/src/host/list-folder';
import { readAddressList } from '../src/compare-addresses';
import { type CaptureVerdict, judgeCapture, type NamedCapture, printVerdicts } from '../src/corpus-verdict';
import { expectationNameOf, isListName, isOutputName } from '../src/file-names';

/** A folder as this Windows names it, and as the report does. */
interface Place {
  path: string;
  name: string;
}

const textOf = (path: string): string => decodeConsoleBytes(readBytes(path), null).text;

/** As the tool that Node runs goes through folders: names are in order on each level, files and folders together. */
function byPath(a: string, b: string): number {
  const [one, other] = [a.split('\\'), b.split('\\')];
  for (let level = 0; level < one.length && level < other.length; level += 1) {
    const [left, right] = [one[level] as string, other[level] as string];
    if (left !== right) return left < right ? -1 : 1;
  }
  return one.length - other.length;
}

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

/** Every `parts`-th file of a folder that may be a capture, from the `part`-th on: what several processes share. */
function findPlaces(folder: Place, part: number, parts: number): Place[] {
  const paths = listTree(folder.path, temporaryFolder()).filter(
    (path) => isOutputName(path) || isListName(path),
  );
  return paths
    .sort(byPath)
    .filter((_, index) => index % parts === part)
    .map((path) => ({ path: `${folder.path}\\${path}`, name: `${folder.name}/${path.replace(/\\/g, '/')}` }));
}

const argument = (index: number, otherwise: string): string => {
  const { Arguments } = scriptHost();
  return index < Arguments.length ? Arguments.Item(index) : otherwise;
};

const asAscii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${`000${unit.charCodeAt(0).toString(16)}`.slice(-4)}`,
  );

/**
 * Arguments: a folder, the name under which it is reported, a code page or `-`; and for a part of it, which, of how many,
 * and a file for the report: ASCII JSON, a list of verdicts for each file of the part. Without these the whole is printed.
 */
function main(): void {
  const path = argument(0, '');
  const page = argument(2, '-');
  const codePage = page === '-' ? null : Number(page);
  const places = findPlaces(
    { path, name: argument(1, path) },
    Number(argument(3, '0')),
    Number(argument(4, '1')),
  );
  const judged = places.map((place) => captureOf(place).map((capture) => judgeCapture(capture, codePage)));
  const report = argument(5, '');
  if (report !== '') return writeAscii(report, asAscii(judged));
  let all: CaptureVerdict[] = [];
  for (const verdicts of judged) all = all.concat(verdicts);
  scriptHost().Quit(printVerdicts(all, (line) => scriptHost().Echo(line)) ? 0 : 1);
}

main();
