import type { AgentHashes } from '../core/ports';
import type { EnrolCommandView } from '../views';
import { linuxEnrolCommand } from './enrol-command';
import { powershellEnrolCommand, shellEnrolCommand, startUpScript } from './windows-enrol-commands';

interface Target {
  agentUrl: string;
  token: string;
}

type Way = Omit<EnrolCommandView, 'command'> & { agent: keyof AgentHashes; make: MakeCommand };
type MakeCommand = (order: Target & { sha256: string }) => string | null;

const WAYS: readonly Way[] = [
  {
    platform: 'linux',
    title: 'Linux',
    agent: 'linux',
    where: 'A shell of root, or of who may use sudo. Needs Node 20.19 or later.',
    make: linuxEnrolCommand,
  },
  {
    platform: 'windows',
    title: 'Windows 10, 11',
    agent: 'executable',
    where:
      'Windows PowerShell, opened with "Run as administrator". It installs a task that starts with Windows.',
    make: powershellEnrolCommand,
  },
  {
    platform: 'windows-script',
    title: 'Windows XP to 11',
    agent: 'script',
    where:
      'The command prompt (cmd), opened as administrator. It installs an agent that starts with Windows.',
    make: shellEnrolCommand,
  },
  {
    platform: 'group-policy',
    title: 'Group Policy',
    agent: 'script',
    where: 'A start-up script of computers, from Windows XP on; the token must have a use for each computer.',
    make: startUpScript,
  },
];

/** Every way for which there is an agent to hand out, each whole, with nothing to fill in. */
export function enrolCommands(hashes: AgentHashes, target: Target): EnrolCommandView[] {
  return WAYS.flatMap(({ agent, make, platform, title, where }) => {
    const sha256 = hashes[agent];
    const command = sha256 === null ? null : make({ ...target, sha256 });
    return command === null ? [] : [{ platform, title, where, command }];
  });
}
