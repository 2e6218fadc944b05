import { bootTaskXml } from '@teredo-fleet/teredo';
import { fileExists, removeFile, shortPath, writeAscii, writeUtf16 } from '../host/files';
import { readRegistryText } from '../host/registry';
import { runHidden, systemFolder, systemRoot } from '../host/shell';
import { defaultStateFolder } from '../state/state-folder';
import { type AgentProgram, type BootStart, bootStartOf, keepingBatch } from './boot-start';

/** Only administrators may write below Windows' folder, so nobody else can exchange what SYSTEM starts. */
export const programFolder = (): string => `${systemRoot()}\\Teredo Fleet`;
export const programPath = (): string => `${programFolder()}\\teredo-agent.js`;

/** Why no script agent may be here: the one for Windows 10 and later is installed. Null: it is not. */
export function refusalBesideExecutable(): string | null {
  const programs = readRegistryText('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion', 'ProgramFilesDir');
  const path = `${programs ?? 'C:\\Program Files'}\\Teredo Fleet\\teredo-agent.exe`;
  if (!fileExists(path)) return null;
  return `Another agent is installed here, and two of them would undo each other's changes. Keep to that one, or take it away first: "${path}" service remove`;
}

const taskFileIn = (stateDir: string): string => `${stateDir}\\boot-task.xml`;

/** The agent on a folder. Short names have no blanks, and no letter that a code page could change. */
function agentOn(stateDir: string, command = 'run'): AgentProgram {
  const args = ['//nologo', '//b', shortPath(programPath()), command];
  const own = stateDir === defaultStateFolder() ? [] : ['--state-dir', shortPath(stateDir)];
  return { program: `${systemFolder()}cscript.exe`, args: args.concat(own) };
}

/** What starts the agent with this Windows. */
export function bootStartOfThis(stateDir: string): BootStart {
  const ntVersion =
    readRegistryText('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', 'CurrentVersion') ?? '';
  const system = systemFolder();
  const hasScheduler = fileExists(`${system}schtasks.exe`);
  return bootStartOf({ ntVersion, hasScheduler }, agentOn(stateDir), {
    system,
    taskFile: taskFileIn(stateDir),
    // One an installation, so that a shell of an earlier one ends with its file.
    batchFile: `${programFolder()}\\keep-agent-${Date.now()}.cmd`,
  });
}

/** Makes it, where there is none; the command that failed, or null. */
export function makeBootStart(boot: BootStart, stateDir: string): string | null {
  const taskFile = taskFileIn(stateDir);
  const agent = agentOn(stateDir);
  if (boot.kind === 'task-by-file') writeUtf16(taskFile, bootTaskXml(agent.program, agent.args));
  if (boot.batchFile !== null)
    writeAscii(
      boot.batchFile,
      keepingBatch({ agent, wait: agentOn(stateDir, 'wait'), system: systemFolder() }),
    );
  try {
    const refused = boot.make.filter((command) => runHidden(command) !== 0)[0] ?? null;
    if (refused !== null && boot.batchFile !== null) removeFile(boot.batchFile);
    return refused;
  } finally {
    removeFile(taskFile);
  }
}
