import {
  AGENT_VERSION,
  notEnrolled,
  RELEASE_KEY,
  readEnrolment,
  releaseKeyId,
  runTrial,
} from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { print } from '../output';
import { trialReport } from '../own-program/trial-report';
import { createThisMachine, guardStateDir } from '../this-platform';

async function run(options: CommonOptions): Promise<void> {
  const { stateDir } = options;
  if (RELEASE_KEY === null) throw new Error('This agent was built without a release key.');
  if (!(await guardStateDir(stateDir))) throw notEnrolled(stateDir);
  const enrolment = readEnrolment(stateDir);
  const machine = createThisMachine(options);
  const system = process.platform === 'win32' ? 'windows-x64' : 'linux';
  await runTrial({
    enrolment,
    stateDir,
    host: { ...(await machine.readHostFacts()), agentVersion: AGENT_VERSION },
    updates: { keyId: releaseKeyId(RELEASE_KEY), system, trial: true },
    observe: () => machine.platform.observe({ reachability: { probeServer: null, peer: null } }),
  });
  print(trialReport(AGENT_VERSION));
  process.exit();
}

/** For the program that this one is to replace, and nobody else: it is not listed. */
export function addTrial(program: Command): void {
  withCommonOptions(program.command('trial', { hidden: true })).action(run);
}
