import type {
  SaidPiece,
  WindowsAnswers,
  WindowsCommand,
  WindowsDeed,
  WindowsRelease,
} from '@teredo-fleet/teredo';
import { commandLine, isDone, isInCommandTable, readSaid } from '@teredo-fleet/teredo';
import type { StepOutcome } from '../platform';
import type { RunWindows } from '../spawn-windows';
import { codePageOf } from './gather';

/** What deeds are done with: the answers tell how to read what is printed. */
export interface DeedTools {
  run: RunWindows;
  release: WindowsRelease;
  answers: WindowsAnswers;
}

function commandOf({ ways }: WindowsDeed, release: WindowsRelease): WindowsCommand {
  const [first] = ways;
  if (first?.kind !== 'run') throw new TypeError('a deed without a command');
  if (!isInCommandTable(first.command, release)) throw new TypeError('a command outside of the closed table');
  return first.command;
}

function outcomeOf(
  outcome: 'done' | 'failed',
  exitCode: number | null,
  said: SaidPiece[],
  { answers }: DeedTools,
): StepOutcome {
  const { text, printed } = readSaid(said, codePageOf(answers));
  return { outcome, exitCode, output: text, printed };
}

/**
 * Does deeds one after another until one fails. Rejects with ProgramError where a program is missing or was killed.
 * What they say proves nothing: whoever asked reads back.
 */
export async function performDeeds(deeds: WindowsDeed[], tools: DeedTools): Promise<StepOutcome> {
  const said: SaidPiece[] = [];
  let exitCode: number | null = 0;
  for (const deed of deeds) {
    const command = commandOf(deed, tools.release);
    const result = await tools.run(command);
    exitCode = result.exitCode;
    said.push(commandLine(command, '%SystemRoot%'), result.bytes);
    if (!isDone(deed, command, exitCode)) return outcomeOf('failed', exitCode, said, tools);
  }
  return outcomeOf('done', exitCode, said, tools);
}
