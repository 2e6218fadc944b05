import { PROGRAM_VARIABLES, type ProgramFolders } from '@teredo-fleet/teredo';

/** Folders of this machine by the variables that a path may begin with. */
export function foldersOf(environment: NodeJS.ProcessEnv): ProgramFolders {
  const entries = Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value] as const);
  const all = new Map(entries);
  return Object.fromEntries(
    PROGRAM_VARIABLES.map((name) => [name.toLowerCase(), all.get(name.toLowerCase())]),
  );
}
