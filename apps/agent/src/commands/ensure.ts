import { setTimeout as sleep } from 'node:timers/promises';
import {
  applicationName,
  decodeRequests,
  decodeStanding,
  type EnsureAnswer,
  encodeRequests,
  isWorthALook,
  judgeEnsure,
  type LastLook,
  LONGEST_APPLICATION_NAME,
  LONGEST_ENSURE_WAIT_SECONDS,
  maySoonBeReady,
  newestStanding,
  READ_STANDING_EVERY_MS,
  readinessOf,
  type Standing,
  withRequest,
  withRequestLeft,
} from '@teredo-fleet/agent-core';
import type { ApplicationDoor } from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { EXIT, print, printError } from '../output';
import { createApplicationDoor, createThisMachine, type ThisMachine } from '../this-platform';

interface EnsureOptions extends CommonOptions {
  app: string;
  wait: string;
  json?: boolean;
}

async function leave(door: ApplicationDoor, application: string): Promise<boolean> {
  const now = Date.now();
  const before = decodeRequests(await door.left(), now);
  return door.leave(encodeRequests(withRequest(before, { application, at: now })));
}

async function readStanding(door: ApplicationDoor): Promise<Standing | null> {
  return newestStanding((await door.read()).map(decodeStanding));
}

type Look = LastLook & { answer: EnsureAnswer };

async function look({ platform }: ThisMachine, door: ApplicationDoor): Promise<Look> {
  const readiness = readinessOf(await platform.observe({ reachability: null }));
  const standing = await readStanding(door);
  const at = Date.now();
  return { answer: judgeEnsure(readiness, standing, at), standing, at };
}

async function ask(options: EnsureOptions, application: string, waitMs: number): Promise<EnsureAnswer> {
  const machine = createThisMachine(options);
  const door = createApplicationDoor(options);
  const deadline = performance.now() + waitMs;
  try {
    let last = await look(machine, door);
    if (last.answer.code === 'ready' || last.answer.code === 'no-agent') return last.answer;
    const isLeft = await leave(door, application);
    while (maySoonBeReady(last.answer) && performance.now() < deadline) {
      await sleep(Math.min(READ_STANDING_EVERY_MS, Math.max(0, deadline - performance.now())));
      const isLast = performance.now() >= deadline;
      if (isLast || isWorthALook(last, await readStanding(door), Date.now()))
        last = await look(machine, door);
    }
    return isLeft ? withRequestLeft(last.answer) : last.answer;
  } finally {
    await machine.platform.close();
  }
}

function wrongCall(text: string): void {
  printError(`error: ${text}`);
  process.exitCode = EXIT.usage;
}

async function run(options: EnsureOptions): Promise<void> {
  const application = applicationName(options.app);
  if (application === null)
    return wrongCall(
      `--app takes a name of 1 to ${LONGEST_APPLICATION_NAME} characters that can be seen, all on one line.`,
    );
  const seconds = /^[0-9]{1,4}$/.test(options.wait) ? Number(options.wait) : -1;
  if (seconds < 0 || seconds > LONGEST_ENSURE_WAIT_SECONDS)
    return wrongCall(`--wait takes seconds, 0 to ${LONGEST_ENSURE_WAIT_SECONDS}.`);
  const { code, exitCode, text } = await ask(options, application, seconds * 1000);
  print(options.json ? JSON.stringify({ application, code, exitCode, text }) : text);
  process.exitCode = exitCode;
}

const HELP = `
Exit codes: 0 ready, 1 failed, 2 wrong usage, 3 no agent runs here, 10 ready after notice, 11 not allowed,
12 blocked, 13 could not read.`;

export function addEnsure(program: Command): void {
  withCommonOptions(program.command('ensure'))
    .description('for applications and their installers: can Teredo be used here, and if not, ask for it')
    .requiredOption('--app <name>', 'the name of the application, as administrators know it')
    .option('--wait <seconds>', 'wait so long for it to become ready', '0')
    .option('--json', 'print the answer as JSON')
    .option('--exchange-folder <folder>', 'where agent and applications meet (Linux)')
    .addHelpText('after', HELP)
    .action(run);
}
