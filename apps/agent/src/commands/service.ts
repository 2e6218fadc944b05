import { AGENT_VERSION, forgetUpdates, isEnrolled, notEnrolled } from '@teredo-fleet/agent';
import type { Command } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options';
import { print } from '../output';
import type { AgentService } from '../service/agent-service';
import { linuxService } from '../service/linux-service';
import { windowsService } from '../service/windows-service';
import { guardStateDir } from '../this-platform';

const service: AgentService = process.platform === 'win32' ? windowsService : linuxService;

/** Takes the service away; the enrolment and what was saved stay. */
export const removeService = (stateDir: string): Promise<void> => service.remove(stateDir);

export function addService(program: Command): void {
  const command = program.command('service').description('run the agent as a service');
  withCommonOptions(command.command('install'))
    .description('install and start the service')
    .action(async ({ stateDir }: CommonOptions) => {
      if (!(await guardStateDir(stateDir)) || !isEnrolled(stateDir)) throw notEnrolled(stateDir);
      forgetUpdates(stateDir, AGENT_VERSION);
      await service.install(stateDir);
    });
  withCommonOptions(command.command('remove'))
    .description('stop and remove the service; the enrolment stays')
    .action(async ({ stateDir }: CommonOptions) => {
      await removeService(stateDir);
      print('The service is gone. The enrolment and what was saved stay.');
    });
}
