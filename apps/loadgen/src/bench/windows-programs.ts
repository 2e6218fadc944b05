import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openProcessSpace, type ProcessCost, readProcessCost, until } from '@teredo-fleet/dev-env';
import { createWineMachine, type InstalledStandIn, installStandIn } from '@teredo-fleet/dev-env/wine';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';

/** `npm run bench -- agent` makes them there. */
const MADE = join(
  dirname(fileURLToPath(import.meta.url)),
  ...['..', '..', '..', 'node_modules', '.cache', 'teredo-fleet'],
);
const SCRIPT = join(MADE, '..', '..', '..', 'apps', 'agent-wsh', 'dist', 'teredo-agent.js');
const STATE_DIR = 'C:\\Teredo Fleet';
const ENROL_MS = 240_000;
/** A script that only waits, as the script agent does under Wine, whose script host has no Sleep. */
export const IDLE_SCRIPT =
  'new ActiveXObject("WScript.Shell").Run("C:\\\\windows\\\\system32\\\\ping.exe -n 86400 127.0.0.1", 0, true);';

/** What enrols an agent. */
export interface Enrolment {
  server: string;
  token: string;
}

/** A Windows of its own in which one program runs. */
export interface WindowsProgram {
  name: string;
  bytes: number;
  /** Of the program; and the processor time of every process of its Windows, ended ones included, milliseconds. */
  cost(): ProcessCost & { allCpuMs: number };
  stop(): Promise<void>;
}

/** Whether there is what the executable is measured with. */
export const hasWindowsPrograms = (): boolean =>
  existsSync('/usr/bin/wine') && process.getuid?.() === 0 && existsSync(join(MADE, 'teredo-agent.exe'));

/** Wine shows a program by the path under which Windows knows it. */
function isProgram(pid: number, name: string): boolean {
  try {
    const [path = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return path.toLowerCase().endsWith(`\\${name}`);
  } catch {
    return false;
  }
}

const OF_WINDOWS_10 = {
  family: 'windows' as const,
  name: 'Windows 10 Pro',
  version: '10.0.19045',
  servicePack: null,
};

interface Order {
  name: string;
  /** The file that is measured. */
  file: string;
  /** Under which it runs; null: the file is a program itself. */
  host: 'cscript' | null;
  /** Null: it has nothing to do. */
  enrolment: Enrolment | null;
  args: string[];
}

async function start({ name, file, host, enrolment, args }: Order): Promise<WindowsProgram> {
  const space = await openProcessSpace();
  const machine = await createWineMachine('win10', { join: space.join });
  let standIn: InstalledStandIn | null = null;
  const path = machine.windowsPath(file);
  const argv = host === null ? [path] : [host, '//nologo', path];
  const program = (more: string[]): [string, string[]] => [argv[0] ?? '', [...argv.slice(1), ...more]];
  if (enrolment !== null) {
    standIn = await installStandIn(machine.prefix, standInState(standInMachine(OF_WINDOWS_10)));
    machine.override(standIn.overrides);
    // What waits by ping has to wait.
    const programs = join(machine.prefix, 'drive_c/windows/system32');
    copyFileSync(join(programs, 'wine-ping.exe'), join(programs, 'ping.exe'));
    await machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
    const order = ['enrol', '--server', enrolment.server, '--token', enrolment.token];
    const enrolled = await machine.run(...program([...order, '--state-dir', STATE_DIR]), {
      timeoutMs: ENROL_MS,
    });
    if (enrolled.exitCode !== 0)
      throw new Error(`${name} did not enrol: ${enrolled.output}${enrolled.errors}`);
  }
  machine.start(...program(args));
  const imageName = host === null ? (path.split('\\').at(-1) ?? '') : `${host}.exe`;
  const pid = await until(
    `${name} runs`,
    () => space.pids().find((one) => isProgram(one, imageName)) ?? null,
    { timeoutMs: ENROL_MS },
  );
  return {
    name,
    bytes: statSync(file).size,
    cost: () => ({ ...readProcessCost(pid), allCpuMs: space.allCpuMs() }),
    async stop() {
      await machine.close();
      await standIn?.close();
      space.close();
    },
  };
}

/** Both agents of Windows, each behind the bare program that it runs in, all under Wine. */
export async function startWindowsPrograms(
  enrol: () => Promise<Enrolment>,
  idleScript: string,
): Promise<WindowsProgram[]> {
  const run = ['run', '--state-dir', STATE_DIR];
  const orders: Order[] = [
    {
      name: 'bare node.exe',
      file: join(MADE, 'node.exe'),
      host: null,
      enrolment: null,
      args: ['-e', 'setInterval(()=>{},1e9)'],
    },
    {
      name: 'teredo-agent.exe',
      file: join(MADE, 'teredo-agent.exe'),
      host: null,
      enrolment: await enrol(),
      args: [...run, '--log-file', 'C:\\agent.log'],
    },
    { name: 'bare cscript', file: idleScript, host: 'cscript', enrolment: null, args: [] },
    { name: 'teredo-agent.js', file: SCRIPT, host: 'cscript', enrolment: await enrol(), args: run },
  ];
  const started: WindowsProgram[] = [];
  for (const order of orders) started.push(await start(order));
  return started;
}
