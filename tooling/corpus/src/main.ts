import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeByScriptHost } from './by-script-host';
import { judgeCapture, printVerdicts } from './corpus-verdict';
import { findCaptures } from './find-captures';

const USAGE = `Usage: npm run check:corpus -- FOLDER... [--code-page NUMBER]

Reads every *.txt in the folders, at any depth, and compares it with the *.expected.json beside it.
Files without one are read as well, and must be readable without an error. A list of Teredo addresses with their parts
(*addresses.json: a list of objects with an address, and any of server, flags, cone, udpPort, clientIPv4) is compared with
what explain says of each.
  --code-page NUMBER   the OEM code page of files that are neither UTF-8 nor UTF-16 (936, 850, ...)
  --cscript            the same by Windows' script host, as the script agent reads: needs Wine

Exit code: 0 no difference, 1 differences, 2 not called like this.`;

/** Where lines go. */
export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
}

interface Order {
  folders: string[];
  codePage: number | null;
  byScriptHost: boolean;
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
  const codePage = page === undefined ? null : Number(page);
  return { folders: positionals, codePage, byScriptHost: values.cscript === true };
}

function parse(argv: string[]) {
  const options = { 'code-page': { type: 'string' }, cscript: { type: 'boolean' } } as const;
  return parseArgs({ args: argv, allowPositionals: true, options });
}

async function checkFolders(
  { folders, codePage, byScriptHost }: Order,
  { print }: Terminal,
): Promise<number> {
  const captures = folders.flatMap(findCaptures);
  if (captures.length === 0)
    throw new UsageError(`There is no *.txt and no *addresses.json in ${folders.join(', ')}.`);
  const isGood = byScriptHost
    ? await judgeByScriptHost(folders, codePage, print)
    : printVerdicts(
        captures.map((capture) => judgeCapture(capture, codePage)),
        print,
      );
  return isGood ? 0 : 1;
}

/** Runs the check and returns the exit code. */
export async function main(argv: string[], terminal: Terminal): Promise<number> {
  try {
    return await checkFolders(readOrder(argv), terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.complain(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}
