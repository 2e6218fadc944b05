import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramError, type RunWindows, systemRoot } from '@teredo-fleet/platform';
import { NOTICE_START, SCRIPT_TASK } from '@teredo-fleet/teredo';

/** The last that the script's installation does, and where only administrators may write: the file alone is no agent yet. */
const ASK = ['query', NOTICE_START.key, '/v', NOTICE_START.name];

async function startsHelper(run: RunWindows): Promise<boolean> {
  try {
    return (await run({ program: 'reg', args: ASK, timeoutMs: 30_000 })).exitCode === 0;
  } catch (error) {
    if (error instanceof ProgramError) return false;
    throw error;
  }
}

/** Windows keeps a task as a file of its name. What clears up start-up programs takes the helper's start away, and leaves it. */
const hasTask = (root: string): boolean => existsSync(join(root, 'System32', 'Tasks', SCRIPT_TASK));

/**
 * Rejects where the script agent is installed in this Windows, whose folder is `root`: two agents would undo each other's
 * changes.
 */
export async function refuseBesideScript(run: RunWindows, root = systemRoot()): Promise<void> {
  if (!(await startsHelper(run)) && !hasTask(root)) return;
  const script = `${root}\\Teredo Fleet\\teredo-agent.js`;
  throw new Error(
    `The script agent is installed here, and two agents would undo each other's changes. Keep to that one, or take it away first: cscript //nologo "${script}" uninstall`,
  );
}
