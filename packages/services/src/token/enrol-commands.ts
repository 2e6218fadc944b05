import type { AgentKind } from '@teredo-fleet/protocol';
import type { AgentHashes } from '../core/ports';
import type { EnrolCommandView, EnrolGapView, NewToken } from '../views';
import { linuxEnrolCommand } from './enrol-command';
import { enrolTexts, type EnrolTarget as Target } from './enrol-texts';
import { powershellEnrolCommand, shellEnrolCommand, startUpScript } from './windows-enrol-commands';

type Way = Pick<EnrolCommandView, 'platform' | 'title'> & { agent: AgentKind; make: MakeCommand };
type MakeCommand = (order: Target & { sha256: string }) => string | null;

const WAYS: readonly Way[] = [
  { platform: 'linux', title: 'Linux', agent: 'linux', make: linuxEnrolCommand },
  {
    platform: 'windows',
    title: 'Windows 10, 11 (64-bit)',
    agent: 'windows-x64',
    make: powershellEnrolCommand,
  },
  { platform: 'windows-script', title: 'Windows XP to 11', agent: 'script', make: shellEnrolCommand },
  { platform: 'group-policy', title: 'Group Policy', agent: 'script', make: startUpScript },
];

type Made = { kind: 'command'; view: EnrolCommandView } | { kind: 'gap'; view: EnrolGapView };

function makeWay({ agent, make, platform, title }: Way, hashes: AgentHashes, target: Target): Made {
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
  return { kind: 'command', view: { platform, title, ...enrolTexts(platform, target), command } };
}

/** Every way for which there is an agent to hand out, each whole, with nothing to fill in; and why others are missing. */
export function enrolCommands(hashes: AgentHashes, target: Target): Pick<NewToken, 'commands' | 'gaps'> {
  const made = WAYS.map((way) => makeWay(way, hashes, target));
  return {
    commands: made.flatMap((one) => (one.kind === 'command' ? [one.view] : [])),
    gaps: made.flatMap((one) => (one.kind === 'gap' ? [one.view] : [])),
  };
}
