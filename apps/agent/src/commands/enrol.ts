import { readFileSync } from 'node:fs';
import {
  AGENT_VERSION,
  type Enrolment,
  enrol,
  forgetBegunEnrolment,
  isOfServer,
  readEnrolment,
} from '@teredo-fleet/agent';
import { DEFAULT_LINUX_SETTINGS } from '@teredo-fleet/platform';
import type { Command } from 'commander';
import { openEnrolmentFolder } from '../enrolment-folder';
import { type CommonOptions, linuxSettings, readCaFile, withCommonOptions } from '../options';
import { EXIT, print, printError } from '../output';
import { announceEnrolment, keepEnrolment } from '../own-enrolment';
import { readStatus, wasGivenUp } from '../status-file';
import {
  readHostFacts,
  requireAdministrator,
  requireNoOtherAgent,
  requireOwnStateDir,
} from '../this-platform';

interface EnrolOptions extends CommonOptions {
  server: string;
  token?: string;
  tokenFile?: string;
  caFile?: string;
  door: 'auto' | 'ws' | 'poll';
  again?: boolean;
  keep?: boolean;
}

/** The enrolment that is given up; null: there is none, or it can't be read, which is why it is made anew. */
function earlierEnrolment(stateDir: string): Enrolment | null {
  try {
    return readEnrolment(stateDir);
  } catch {
    return null;
  }
}

/** Arguments are seen by every user of the machine (ps), and remembered by shells. */
function tokenOf({ token, tokenFile }: EnrolOptions): string | undefined {
  if (tokenFile !== undefined) return readFileSync(tokenFile, 'utf8').replace(/^\uFEFF/, '');
  return token === '-' ? readFileSync(0, 'utf8') : token;
}

/** What is read of the command line before anything on this machine is made another. */
interface EnrolInput {
  token: string;
  server: string;
  ca: string | null;
}

async function enrolIn(options: EnrolOptions, { token, server, ca }: EnrolInput): Promise<void> {
  const earlier = earlierEnrolment(options.stateDir);
  const isKept = options.keep && !options.again && earlier !== null && isOfServer(earlier, token);
  const goesOn = isKept && wasGivenUp(readStatus(options.stateDir));
  if (isKept && !goesOn) {
    forgetBegunEnrolment(options.stateDir);
    await keepEnrolment(options.stateDir);
    print(
      `This machine is enrolled already, as machine ${earlier.machineId}, and stays so. To enrol it anew, add --again.`,
    );
    return;
  }
  const { miredoConf, miredoPidFile, interfaceName } = linuxSettings(
    options,
    earlier?.settings ?? DEFAULT_LINUX_SETTINGS,
  );
  const enrolled = await enrol({
    stateDir: options.stateDir,
    server,
    token,
    ca,
    door: options.door,
    settings: { miredoConf, miredoPidFile, interfaceName },
    host: { ...(await readHostFacts(options.stateDir)), agentVersion: AGENT_VERSION },
    again: goesOn || (options.again ?? false),
    ...(goesOn ? { seed: earlier.seed } : {}),
    announce: (sha256) => announceEnrolment(options.stateDir, sha256),
  });
  await keepEnrolment(options.stateDir);
  print(`Enrolled as machine ${enrolled.machineId}.`);
  if (enrolled.status === 'pending')
    print('An admin has to accept this machine on the dashboard before it takes jobs.');
  if (earlier === null || goesOn) return;
  print(
    `It was machine ${earlier.machineId} before: retire that one on the dashboard, on the page of this machine.`,
  );
  print('An agent that runs here still uses the earlier identity until: teredo-agent service install');
}

async function run(options: EnrolOptions): Promise<void> {
  const token = tokenOf(options);
  if (token === undefined) {
    printError('error: say which token: --token or --token-file.');
    process.exit(EXIT.usage);
  }
  await requireAdministrator();
  await requireNoOtherAgent();
  requireOwnStateDir(options.stateDir);
  const input = { token, server: new URL(options.server).origin, ca: readCaFile(options.caFile) };
  const folder = await openEnrolmentFolder(options.stateDir, options.again ?? false);
  try {
    await enrolIn(options, input);
  } catch (error) {
    folder.giveUp();
    throw error;
  }
}

export function addEnrol(program: Command): void {
  withCommonOptions(program.command('enrol'))
    .description('enrol this machine with the line that the dashboard shows')
    .requiredOption('--server <url>', "address of the server's agent port")
    .option(
      '--token <token>',
      'the enrolment token; - reads it from standard input, where other users cannot see it',
    )
    .option('--token-file <file>', 'read the enrolment token from a file')
    .option('--ca-file <file>', 'certificate authorities (PEM) to trust besides the system’s')
    .option('--door <door>', 'auto, ws (WebSocket) or poll (sealed polling)', 'auto')
    .option('--again', 'give up an earlier enrolment of this machine')
    .option(
      '--keep',
      'keep an earlier enrolment at the same server, unless that gave the machine up, and go on',
    )
    .action(run);
}
