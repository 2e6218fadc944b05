import { createHash } from 'node:crypto';
import { readEnrolment } from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { EXIT, print } from '../output';
import { readStatus } from '../status-file';

const fingerprint = (key: string) => createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function run({ stateDir }: CommonOptions): void {
  const { machineId, server, channelKey, jobKey } = readEnrolment(stateDir);
  const status = readStatus(stateDir);
  const running = status !== null && isRunning(status.pid);
  print(`Machine      ${machineId}`);
  print(`Server       ${server}`);
  print(`Channel key  ${fingerprint(channelKey)}`);
  print(`Job key      ${fingerprint(jobKey)}`);
  print(`Agent        ${running ? `runs as process ${status.pid}` : 'does not run'}`);
  if (status !== null) print(`Last news    ${status.at}  ${status.text}`);
  process.exitCode = running && status.connected ? EXIT.done : EXIT.failed;
}

export function addStatus(program: Command): void {
  withCommonOptions(program.command('status'))
    .description('say who this machine is, which server it listens to, and whether the agent is connected')
    .action(run);
}
