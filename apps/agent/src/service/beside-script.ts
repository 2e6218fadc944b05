import { ProgramError, type RunWindows, systemRoot } from '@teredo-fleet/platform';
import { NOTICE_START } from '@teredo-fleet/teredo';

/** The last that the script's installation does, and where only administrators may write: the file alone is no agent yet. */
const ASK = ['query', NOTICE_START.key, '/v', NOTICE_START.name];

async function isInstalled(run: RunWindows): Promise<boolean> {
  try {
    return (await run({ program: 'reg', args: ASK, timeoutMs: 30_000 })).exitCode === 0;
  } catch (error) {
    if (error instanceof ProgramError) return false;
    throw error;
  }
}

/** Rejects where the script agent is installed in this Windows: two agents would undo each other's changes. */
export async function refuseBesideScript(run: RunWindows): Promise<void> {
  if (!(await isInstalled(run))) return;
  const script = `${systemRoot()}\\Teredo Fleet\\teredo-agent.js`;
  throw new Error(
    `The script agent is installed here, and two agents would undo each other's changes. Keep to that one, or take it away first: cscript //nologo "${script}" uninstall`,
  );
}
