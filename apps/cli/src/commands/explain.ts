import { explain } from '@teredo-fleet/teredo';
import { type Command, InvalidArgumentError } from 'commander';
import { readOutputSettings } from '../configuration';
import { EXIT, print, printError } from '../output';
import { explanationAsJson } from '../print/explanation-json';
import { explanationAsText } from '../print/explanation-text';
import { type DecodedInput, readInputs } from '../read-inputs';

interface ExplainOptions {
  json?: boolean;
  codePage?: number;
}

const HELP = `
Examples:
  teredo-fleet explain state.txt                    what one output says
  teredo-fleet explain state.txt ipconfig.txt       two outputs of one machine, put together
  netsh interface teredo show state | teredo-fleet explain -
  teredo-fleet explain 2001:0:c000:201:1410:7050:34ff:8ee8

Nothing is sent anywhere, and nothing is changed.

Exit codes: 0 explained, 1 nothing in it was understood, 2 wrong usage, 3 a file could not be read.`;

function readCodePage(value: string): number {
  if (!/^[0-9]{2,5}$/.test(value))
    throw new InvalidArgumentError('A code page is a number such as 850 or 936.');
  return Number(value);
}

function sayHowToPaste(files: readonly string[]): void {
  if (files.includes('-') && process.stdin.isTTY)
    printError('Paste the output here, then press Ctrl+D (on Windows: Ctrl+Z and Enter).');
}

function sayWhatWasLost(inputs: readonly DecodedInput[]): void {
  for (const { source, lostCharacters } of inputs)
    if (lostCharacters > 0)
      printError(
        `${source}: ${lostCharacters} characters are in a code page that is not known. Facts are found all the same; for the words, name the machine's code page (chcp prints it): --code-page 850`,
      );
}

async function run(files: string[], options: ExplainOptions): Promise<void> {
  sayHowToPaste(files);
  const inputs = await readInputs(files, options.codePage ?? null);
  sayWhatWasLost(inputs);
  const explanation = explain(inputs, Date.now());
  print(options.json ? explanationAsJson(explanation) : explanationAsText(explanation, readOutputSettings()));
  process.exitCode = explanation.understood ? EXIT.explained : EXIT.notUnderstood;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description(
      'say in plain words what a machine printed about Teredo, who decides there, and what would help',
    )
    .argument('<file...>', 'files of one machine, - for standard input, or an address')
    .option('--json', 'print everything as JSON')
    .option(
      '--code-page <number>',
      "the machine's OEM code page, for files that are neither UTF-8 nor UTF-16",
      readCodePage,
    )
    .addHelpText('after', HELP)
    .action(run);
}
