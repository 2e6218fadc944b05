import type { AgentKind } from '@teredo-fleet/protocol';
import type { AgentHashes } from '../core/ports';
import type { EnrolCommandView, EnrolGapView, NewToken } from '../views';
import { linuxEnrolCommand } from './enrol-command';
import { powershellEnrolCommand, shellEnrolCommand, startUpScript } from './windows-enrol-commands';

interface Target {
  agentUrl: string;
  token: string;
}

type Way = Omit<EnrolCommandView, 'command'> & { agent: AgentKind; make: MakeCommand };
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
    title: 'Windows 10, 11 (64-bit)',
    agent: 'windows-x64',
    where:
      'Windows PowerShell, opened with "Run as administrator", on 64-bit Windows alone: for 32-bit Windows take the line for Windows XP to 11. It installs a task that starts with Windows.',
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
    where:
      'A start-up script of computers, from Windows XP on; the token must have a use for each computer. The script lies in SYSVOL, where every user and machine of the domain can read the token: let it have no more uses than there are computers and a short time, and let the machines wait in the queue until somebody accepts them.',
    make: startUpScript,
  },
];

/** What speaks through Windows' own WinHttp can't do more than that. */
const OLD_TLS =
  'Over https it needs TLS 1.2, which Windows XP, Vista, Server 2003 and 2008 do not have: for those give agents an http address, by which every message is sealed all the same.';

type Made = { kind: 'command'; view: EnrolCommandView } | { kind: 'gap'; view: EnrolGapView };

function makeWay({ agent, make, platform, title, where }: Way, hashes: AgentHashes, target: Target): Made {
  const gap = (text: string): Made => ({ kind: 'gap', view: { platform, title, text } });
  const sha256 = hashes[agent];
  if (sha256 === null)
    return gap(
      'No agent for that lies on this server. Run npm run build:agents there, then make a new command.',
    );
  const command = make({ ...target, sha256 });
  if (command === null)
    return gap(
      `The address for agents, ${target.agentUrl}, can’t stand in a line of cmd: that takes http or https, letters, digits, dots and hyphens, and no path. Change it in Settings, then make a new command.`,
    );
  const isTlsOfWindows = agent === 'script' && target.agentUrl.startsWith('https:');
  const whole = isTlsOfWindows ? `${where} ${OLD_TLS}` : where;
  return { kind: 'command', view: { platform, title, where: whole, command } };
}

/** Every way for which there is an agent to hand out, each whole, with nothing to fill in; and why others are missing. */
export function enrolCommands(hashes: AgentHashes, target: Target): Pick<NewToken, 'commands' | 'gaps'> {
  const made = WAYS.map((way) => makeWay(way, hashes, target));
  return {
    commands: made.flatMap((one) => (one.kind === 'command' ? [one.view] : [])),
    gaps: made.flatMap((one) => (one.kind === 'gap' ? [one.view] : [])),
  };
}
