import { isLoopbackHost } from '@teredo-fleet/teredo';
import type { EnrolCommandView, TokenView } from '../views';

/** What a command leads to and is made of, without the hash of its agent. */
export interface EnrolTarget {
  agentUrl: string;
  token: string;
  /** What the token lets in. */
  admits: Pick<TokenView, 'autoAccept' | 'maxUses'>;
}

type Platform = EnrolCommandView['platform'];
type EnrolTexts = Pick<EnrolCommandView, 'where' | 'cautions' | 'notes'>;

const WHERE: Record<Platform, string> = {
  linux: 'Paste it into a shell of root, or of somebody who may use sudo.',
  windows: 'Paste it into Windows PowerShell that was opened with “Run as administrator”.',
  'windows-script': 'Paste it into the command prompt (cmd) that was opened as administrator.',
  'group-policy': 'Save it as teredo-fleet.cmd: Computer Configuration, Windows Settings, Scripts, Startup.',
};

const NEEDS_AND_DOES: Record<Platform, readonly string[]> = {
  linux: ['Needs Node 20.19 or later.', 'Installs a service that starts with Linux.'],
  windows: [
    'For 64-bit Windows alone; on 32-bit take the line for Windows XP to 11.',
    'Installs a task that starts with Windows.',
  ],
  'windows-script': [
    'Needs nothing but the script host that Windows brings.',
    'Installs an agent that starts with Windows.',
  ],
  'group-policy': [
    'For computers from Windows XP on; each enrols when it starts the next time.',
    'Fetches and checks the agent anew at each start, and passes by a computer that has the executable.',
  ],
};

/** What speaks through Windows' own WinHttp has no newer TLS than Windows. */
const isOfScript = (platform: Platform) => platform === 'windows-script' || platform === 'group-policy';

const OLD_TLS =
  'Over https it needs TLS 1.2, which Windows XP, Vista, Server 2003 and 2008 do not have: for those give agents an http address, by which every message is sealed all the same.';

const isLoopback = (url: string) => URL.canParse(url) && isLoopbackHost(new URL(url).hostname);

function cautionsOf(platform: Platform, { agentUrl, admits }: EnrolTarget): string[] {
  return [
    isLoopback(agentUrl)
      ? `${agentUrl} leads each machine to itself, so only this server’s own machine can enrol. For others change the address for agents in Settings, then make a new command.`
      : null,
    platform === 'group-policy'
      ? 'The script lies in SYSVOL, where every user and computer of the domain can read the token in it. Make one that has a use for each computer and no more, and a short time.'
      : null,
    platform === 'group-policy' && admits.autoAccept
      ? 'This token accepts machines by themselves: whoever reads it can let one of theirs in. Make one by which they wait until somebody accepts them.'
      : null,
    platform === 'group-policy' && admits.maxUses === 1 ? 'This token lets in one machine only.' : null,
    isOfScript(platform) && agentUrl.startsWith('https:') ? OLD_TLS : null,
  ].filter((text) => text !== null);
}

function overWhat(platform: Platform, agentUrl: string): string {
  const checked = 'runs only if it has the SHA-256 that the command names';
  if (agentUrl.startsWith('http:') && isLoopback(agentUrl)) return `What is fetched ${checked}.`;
  if (agentUrl.startsWith('http:'))
    return `The agent comes over http and ${checked}; all that it says to the server is sealed.`;
  const trust = `The agent comes over https and ${checked}; the machine must trust the server’s certificate.`;
  return isOfScript(platform)
    ? trust
    : `${trust} For an authority of your own, write --ca-file and its PEM file after “enrol”.`;
}

/** What is to be known of a way to enrol, for this token at this address. */
export function enrolTexts(platform: Platform, target: EnrolTarget): EnrolTexts {
  return {
    where: WHERE[platform],
    cautions: cautionsOf(platform, target),
    notes: [...NEEDS_AND_DOES[platform], overWhat(platform, target.agentUrl)],
  };
}
