import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProgramError, startDetached } from '../spawn';
import { removeDurably, writeDurably } from './durable-file';
import type { LinuxSettings } from './linux-settings';
import { DEFAULT_LINUX_SETTINGS } from './linux-settings';
import type { MiredoService, MiredoServiceState } from './miredo-service';
import type { ProcessFacts } from './process-facts';
import { isStillRunning, readProcess } from './process-facts';

/** A configuration that Miredo can't use ends it at once; one that still runs after this time has been taken. */
const SETTLE_MS = 700;
/** How long Miredo may take to write its pid file. */
const PID_FILE_MS = 5_000;
const STOP_MS = 10_000;
const LOOK_EVERY_MS = 50;
const LOG_TAIL = 1500;

interface Files {
  log: string;
  /** Stands for "start Miredo when the agent starts", since there is nobody else who would. */
  wanted: string;
}

function filesOf(settings: LinuxSettings): Files {
  return { log: join(settings.stateDir, 'miredo.log'), wanted: join(settings.stateDir, 'miredo-wanted') };
}

/** The process that the pid file names, if it is Miredo and, where the pid file is not the usual one, ours. */
export function findMiredo(settings: LinuxSettings): ProcessFacts | null {
  let text: string;
  try {
    text = readFileSync(settings.miredoPidFile, 'utf8').trim();
  } catch {
    return null;
  }
  if (!/^[1-9]\d{0,9}$/.test(text)) return null;
  const found = readProcess(Number(text));
  if (found === null || found.program !== 'miredo') return null;
  const usual = settings.miredoPidFile === DEFAULT_LINUX_SETTINGS.miredoPidFile;
  return usual || found.argv.includes(settings.miredoPidFile) ? found : null;
}

async function untilGone(miredo: ProcessFacts, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += LOOK_EVERY_MS) {
    if (!isStillRunning(miredo)) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return !isStillRunning(miredo);
}

async function stopProcess(settings: LinuxSettings): Promise<string> {
  const miredo = findMiredo(settings);
  if (miredo === null) return 'miredo does not run';
  process.kill(miredo.pid, 'SIGTERM');
  if (await untilGone(miredo, STOP_MS)) return `miredo (process ${miredo.pid}) ended`;
  process.kill(miredo.pid, 'SIGKILL');
  if (await untilGone(miredo, STOP_MS)) return `miredo (process ${miredo.pid}) had to be killed`;
  throw new ProgramError(
    'timed-out',
    miredo.argv,
    null,
    '',
    `process ${miredo.pid} can't be ended; restart the machine`,
  );
}

async function hasSettled(settings: LinuxSettings, pid: number): Promise<boolean> {
  await sleep(SETTLE_MS);
  for (let waited = 0; waited < PID_FILE_MS; waited += LOOK_EVERY_MS) {
    if (readProcess(pid) === null) return false;
    if (findMiredo(settings)?.pid === pid) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

function logTail(files: Files): string {
  return existsSync(files.log) ? readFileSync(files.log, 'utf8').slice(-LOG_TAIL) : '';
}

async function startProcess(settings: LinuxSettings): Promise<string> {
  const files = filesOf(settings);
  mkdirSync(settings.stateDir, { recursive: true, mode: 0o700 });
  const args = ['-f', '-u', 'nobody', '-c', settings.miredoConf, '-p', settings.miredoPidFile];
  const log = openSync(files.log, 'w', 0o600);
  try {
    const pid = await startDetached({ program: 'miredo', args }, log);
    if (await hasSettled(settings, pid)) return `miredo ${args.join(' ')} (process ${pid})`;
  } finally {
    closeSync(log);
  }
  const reason = 'ended at once. Look at what it says and at its configuration file.';
  throw new ProgramError('failed', ['miredo', ...args], null, logTail(files), reason);
}

/** Miredo as a process of its own, for machines without systemd; stopped by its pid file, never by name. */
export function createSelfRunMiredo(settings: LinuxSettings): MiredoService {
  const files = filesOf(settings);
  const rights = { mode: 0o600, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const state = async (): Promise<MiredoServiceState> => {
    const miredo = findMiredo(settings);
    const wanted = existsSync(files.wanted);
    const note = miredo === null ? 'no running process' : `process ${miredo.pid}: ${miredo.argv.join(' ')}`;
    return { state: miredo === null ? 'stopped' : 'running', configuredToRun: wanted, note };
  };
  return {
    state,
    async restart() {
      const stopped = findMiredo(settings) === null ? '' : `${await stopProcess(settings)}\n`;
      return stopped + (await startProcess(settings));
    },
    stop: () => stopProcess(settings),
    async setConfiguredToRun(wanted) {
      if (wanted) await writeDurably(files.wanted, new Uint8Array(), rights);
      else if (existsSync(files.wanted)) await removeDurably(files.wanted);
      return wanted ? 'the agent starts Miredo when it starts' : 'the agent does not start Miredo';
    },
  };
}
