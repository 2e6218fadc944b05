import { createHash } from 'node:crypto';
import { readEnrolment, runningAgent } from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { EXIT, print } from '../output';
import { readStatus } from '../status-file';

const fingerprint = (key: string) => createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');

function run({ stateDir }: CommonOptions): void {
  const { machineId, server, channelKey, jobKey } = readEnrolment(stateDir);
  const status = readStatus(stateDir);
  const pid = runningAgent(stateDir);
  print(`Machine      ${machineId}`);
  print(`Server       ${server}`);
  print(`Channel key  ${fingerprint(channelKey)}`);
  print(`Job key      ${fingerprint(jobKey)}`);
  print(`Agent        ${pid === null ? 'does not run' : `runs as process ${pid}`}`);
  if (status !== null) print(`Last news    ${status.at}  ${status.text}`);
  process.exitCode = pid !== null && status?.connected ? EXIT.done : EXIT.failed;
}

export function addStatus(program: Command): void {
  withCommonOptions(program.command('status'))
    .description('say who this machine is, which server it listens to, and whether the agent is connected')
    .action(run);
}
