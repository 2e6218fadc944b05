import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readEnrolment } from '@teredo-fleet/agent';
import {
  createBootTask,
  programFilesFolder,
  removeStanding,
  runHouseCommand,
  runWindows,
  startShellLine,
  systemRoot,
} from '@teredo-fleet/platform';
import { print } from '../output';
import { endByFile, endRunning, logIn, waitForAgent } from '../running-agent';
import { guardWhatIsLeft } from '../this-platform';
import type { AgentService } from './agent-service';
import { refuseBesideScript } from './beside-script';

/** Only administrators may write below Program Files, so nobody else can exchange what SYSTEM starts. */
const program = async () => join(await programFilesFolder(runWindows), 'Teredo Fleet', 'teredo-agent.exe');

const isOwn = (path: string) => process.execPath.toLowerCase() === path.toLowerCase();

const task = () => createBootTask(runHouseCommand);

/** Has Windows start the program anew once this process has ended; false: this process is not the task's. */
export async function startTaskSoon(): Promise<boolean> {
  if (!isOwn(await program()) || !(await task().exists())) return false;
  task().startSoon();
  return true;
}

async function install(stateDir: string): Promise<void> {
  readEnrolment(stateDir);
  await refuseBesideScript(runWindows);
  await end(stateDir, true);
  const path = await program();
  mkdirSync(dirname(path), { recursive: true });
  if (!isOwn(path)) copyFileSync(process.execPath, path);
  const args = ['run', '--state-dir', stateDir, '--log-file', logIn(stateDir)];
  await task().install(path, args, stateDir);
  await task().start();
  await waitForAgent(stateDir, `type "${logIn(stateDir)}"`, () => null);
  print('The task "Teredo Fleet agent" runs and starts with Windows.');
}

/** Ends the agent, however it was started. What a folder that is not the agent's own says of one is not believed. */
async function end(stateDir: string, isOwnFolder: boolean): Promise<void> {
  if (isOwnFolder) await endByFile(stateDir);
  if (await task().exists()) await task().end();
  if (isOwnFolder) await endRunning(stateDir);
}

/** Windows lets nobody remove a program that runs: a shell does so once this one has ended, and tries for a minute. */
function removeOwnFolder(folder: string): void {
  if (/["%&^<>|]/.test(folder)) return;
  const tryOnce = `ping -n 3 127.0.0.1 >nul & rd /s /q "${folder}"`;
  startShellLine(`for /l %i in (1,1,30) do if exist "${folder}" (${tryOnce})`);
}

/** A program that has given up its locks may still be about to end. */
const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

async function remove(stateDir: string): Promise<void> {
  const isOwnFolder = await guardWhatIsLeft(stateDir);
  // First, so that nothing starts it anew while it is asked to end; what the task has started goes on.
  if (await task().exists()) await task().remove();
  await end(stateDir, isOwnFolder);
  // An agent that was ended by force has left it.
  const kept = await removeStanding(systemRoot());
  const path = await program();
  if (isOwn(path)) removeOwnFolder(dirname(path));
  else if (existsSync(dirname(path))) removeFolder(dirname(path));
  if (kept.length > 0)
    print(
      `Not removed, since somebody has it open: ${kept.join(', ')}. It tells nothing any more; delete it after a restart.`,
    );
}

/** A task that Windows starts at boot, as SYSTEM. */
export const windowsService: AgentService = { install, remove };
