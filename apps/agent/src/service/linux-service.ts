import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnrolment } from '@teredo-fleet/agent';
import { runsSystemd } from '@teredo-fleet/platform';
import { runToSuccess } from '@teredo-fleet/platform/spawn';
import { EXIT, print } from '../output';
import { requireRootOnly } from '../root-only';
import { endRunning, logIn, startAlone, waitForAgent } from '../running-agent';
import { unitText } from '../unit-text';
import type { AgentService } from './agent-service';

const PROGRAM = '/usr/local/lib/teredo-agent/teredo-agent.mjs';
/** Where users find it when a notice asks them to answer. */
const COMMAND = '/usr/local/bin/teredo-agent';
const UNIT = '/etc/systemd/system/teredo-agent.service';

/** What runs the agent on this folder. */
const commandOf = (stateDir: string) => [process.execPath, PROGRAM, 'run', '--state-dir', stateDir];

const systemctl = (...args: string[]) => runToSuccess({ program: 'systemctl', args, timeoutMs: 60_000 });

function installProgram(): void {
  const own = fileURLToPath(import.meta.url);
  mkdirSync(dirname(PROGRAM), { recursive: true, mode: 0o755 });
  if (own !== PROGRAM) copyFileSync(own, PROGRAM);
  chmodSync(PROGRAM, 0o755);
  removeCommand();
  if (lstatSync(COMMAND, { throwIfNoEntry: false }) === undefined) symlinkSync(PROGRAM, COMMAND);
}

/** Removes the command if it is ours. */
function removeCommand(): void {
  const found = lstatSync(COMMAND, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() && readlinkSync(COMMAND) === PROGRAM) rmSync(COMMAND);
}

/** Where nobody starts services: the agent is started now, and whoever set the machine up so starts it after a boot. */
async function startWithoutSystemd(stateDir: string): Promise<void> {
  await endRunning(stateDir);
  const argv = commandOf(stateDir);
  const pid = await startAlone(stateDir, argv);
  print(
    `There is no systemd here, so the agent was started by itself (process ${pid}, log ${logIn(stateDir)}).`,
  );
  print(`After a boot it has to be started again: ${argv.join(' ')}`);
}

async function install(stateDir: string): Promise<void> {
  readEnrolment(stateDir);
  if (process.getuid?.() === 0) requireRootOnly(process.execPath);
  installProgram();
  if (!runsSystemd()) return startWithoutSystemd(stateDir);
  writeFileSync(UNIT, unitText(commandOf(stateDir), EXIT.notEnrolled), { mode: 0o644 });
  await systemctl('daemon-reload');
  await systemctl('enable', 'teredo-agent.service');
  // One that runs already may have an earlier enrolment.
  await systemctl('restart', 'teredo-agent.service');
  await waitForAgent(stateDir, 'journalctl -u teredo-agent', () => null);
  print('The service teredo-agent runs and starts with the machine.');
}

async function remove(stateDir: string): Promise<void> {
  if (runsSystemd() && existsSync(UNIT)) {
    await systemctl('disable', '--now', 'teredo-agent.service');
    rmSync(UNIT, { force: true });
    await systemctl('daemon-reload');
  } else {
    await endRunning(stateDir);
  }
  removeCommand();
  rmSync(dirname(PROGRAM), { recursive: true, force: true });
}

/** By systemd; where there is none the agent is started by itself. */
export const linuxService: AgentService = { install, remove };
