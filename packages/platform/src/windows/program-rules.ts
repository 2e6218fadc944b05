import {
  type ProgramException,
  type ProgramFolders,
  type ProgramRules,
  programExceptionOf,
  programReadings,
  programRulesOf,
} from '@teredo-fleet/teredo';
import type { RunWindows } from '../spawn-windows';
import { lookAtSome } from './gather';

async function readRules(run: RunWindows): Promise<ProgramRules> {
  const { answers, release } = await lookAtSome(run, programReadings);
  return release === null ? null : programRulesOf(answers, release);
}

/** Asks the firewall of this Windows once for what it says of programs. A rule may begin with any variable of the machine. */
export async function readProgramExceptions(
  run: RunWindows,
  folders: ProgramFolders,
): Promise<(path: string) => ProgramException> {
  const rules = await readRules(run);
  return (path) => programExceptionOf(rules, path, folders);
}
