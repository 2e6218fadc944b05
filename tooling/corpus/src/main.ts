import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareCapture } from './compare-capture';
import { type Capture, findCaptures } from './find-captures';

const USAGE = `Usage: npm run check:corpus -- FOLDER... [--code-page NUMBER]

Reads every *.txt in the folders, at any depth, and compares it with the *.expected.json beside it.
Files without one are read as well, and must be readable without an error. A list of Teredo addresses with their parts
(*addresses.json: a list of objects with an address, and any of server, flags, cone, udpPort, clientIPv4) is compared with
what explain says of each.
  --code-page NUMBER   the OEM code page of files that are neither UTF-8 nor UTF-16 (936, 850, ...)

Exit code: 0 no difference, 1 differences, 2 not called like this.`;

/** Where lines go. */
export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
}

interface Order {
  folders: string[];
  codePage: number | null;
}

class UsageError extends Error {}

function readOrder(argv: string[]): Order {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { positionals, values } = parsed;
  if (positionals.length === 0) throw new UsageError('Name the folder with the captures.');
  for (const folder of positionals) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${folder} is not a folder.`);
  }
  const page = values['code-page'];
  if (page !== undefined && !/^[0-9]{2,5}$/.test(page)) throw new UsageError(`${page} is no code page.`);
  return { folders: positionals, codePage: page === undefined ? null : Number(page) };
}

function parse(argv: string[]) {
  return parseArgs({ args: argv, allowPositionals: true, options: { 'code-page': { type: 'string' } } });
}

/** Prints the differences of one capture; whether there were any. */
function report(capture: Capture, codePage: number | null, { print }: Terminal): boolean {
  const differences = compareCapture(capture, codePage);
  if (differences.length === 0) return false;
  print(capture.path);
  for (const { key, expected, read } of differences) print(`  ${key}: expected ${expected}, read ${read}`);
  return true;
}

function checkFolders({ folders, codePage }: Order, terminal: Terminal): number {
  const captures = folders.flatMap(findCaptures);
  if (captures.length === 0)
    throw new UsageError(`There is no *.txt and no *addresses.json in ${folders.join(', ')}.`);
  const wrong = captures.filter((capture) => report(capture, codePage, terminal)).length;
  const compared = captures.filter(({ expectation }) => expectation !== null).length;
  terminal.print(
    `${compared} compared, ${captures.length - compared} read without an expectation: ${wrong === 0 ? 'no difference' : `${wrong} with differences`}`,
  );
  return wrong === 0 ? 0 : 1;
}

/** Runs the check and returns the exit code. */
export function main(argv: string[], terminal: Terminal): number {
  try {
    return checkFolders(readOrder(argv), terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}
