import { readFile } from 'node:fs/promises';
import { readFingerprint, verifyBundle } from '@teredo-fleet/evidence';
import { type Command, InvalidArgumentError } from 'commander';
import { readOutputSettings } from '../configuration';
import { EXIT, print } from '../output';
import { verdictAsText } from '../print/verdict-text';
import { printableJson } from '../print/visible-text';
import { openFileSource, unreadableFile } from '../verify/file-source';
import { NODE_TOOLS } from '../verify/node-tools';

interface VerifyOptions {
  fingerprint?: string;
  head?: string;
  json?: boolean;
}

const HELP = `
Examples:
  CALL bundle.zip
  CALL bundle.zip --fingerprint 3f0a…      the key's, noted from Audit, Chain
  CALL bundle.zip --head audit-heads.jsonl  the published heads, kept elsewhere

Nothing is sent anywhere. Without the fingerprint it can't be told whether the
key is the right one, and without a head not whether the newest part was cut
off: both are then said not to be checked.

Exit codes: 0 everything was checked and holds, 1 something does not hold,
2 wrong usage, 3 a file could not be read, 7 what was checked holds, but not
everything was checked.`;

const OUTCOMES = { holds: EXIT.explained, fails: EXIT.notUnderstood, partly: EXIT.notAllChecked } as const;

function readFingerprintOption(value: string): string {
  const fingerprint = readFingerprint(value);
  if (fingerprint !== null) return fingerprint;
  throw new InvalidArgumentError(
    'A fingerprint has 64 hex digits. It stands in the console at Audit, Chain.',
  );
}

/** A line is taken as it is; anything else names a file of lines. */
async function readHead(value: string | undefined): Promise<string | null> {
  if (value === undefined) return null;
  if (value.trimStart().startsWith('{')) return value;
  return readFile(value, 'utf8').catch((error: unknown) => {
    throw unreadableFile(value, error);
  });
}

async function run(path: string, options: VerifyOptions): Promise<void> {
  const head = await readHead(options.head);
  const source = await openFileSource(path);
  try {
    const question = { source, fingerprint: options.fingerprint ?? null, head, progress: () => undefined };
    const verdict = await verifyBundle(question, NODE_TOOLS);
    print(options.json ? printableJson(verdict) : verdictAsText(verdict, path, readOutputSettings()));
    process.exitCode = OUTCOMES[verdict.outcome];
  } finally {
    await source.close();
  }
}

/** Makes a command check bundles; `call`: how it is called, for its examples. */
export function makeVerify(command: Command, call: string): void {
  command
    .description('check an evidence bundle, with no server and no network')
    .argument('<bundle>', 'the .zip file that the server gave out')
    .option('--fingerprint <hex>', "fingerprint of the installation's evidence key", readFingerprintOption)
    .option('--head <line|file>', 'a published head, or the file of them')
    .option('--json', 'print everything as JSON')
    .addHelpText('after', HELP.replaceAll('CALL', call))
    .action(run);
}

export function addVerify(program: Command): void {
  makeVerify(program.command('verify'), 'teredo-fleet verify');
}
