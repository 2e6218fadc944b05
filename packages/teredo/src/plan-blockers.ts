import type { DesiredState } from './desired-state';
import type { Observation } from './observation';
import type { Blocker, BlockerCode, Step } from './plan-types';
import {
  isClientPortRuledByPolicy,
  isRefreshRuledByPolicy,
  isServerRuledByPolicy,
  isTypeRuledByPolicy,
} from './policy-rules';
import {
  generationOf,
  hasNoClient,
  isClientPortMet,
  isFirewallMet,
  isOldWindows,
  isRefreshMet,
  isServerMet,
  isTypeMet,
  lacksNetworkingPack,
  pickType,
} from './wanted-teredo';
import { keepsTeredoOff } from './windows-generation';

/** What a rule looks at: the steps are those that would be made if nothing stood in the way. */
interface Situation {
  observation: Observation;
  desired: DesiredState;
  steps: Step[];
  on: boolean;
}

type Rule = (situation: Situation) => Blocker | null;

function blocker(code: BlockerCode, text: string): Blocker {
  return { code, text };
}

/** Windows XP SP1 guards IPv6 by a firewall of its own, which Windows Firewall and its commands came after. */
const isXpSp1 = (observation: Observation): boolean =>
  generationOf(observation) === 'xp' && observation.os.servicePack === 1;

function firewallApart({ observation, desired }: Situation): Blocker | null {
  if (!isXpSp1(observation) || desired.firewall === 'leave' || isFirewallMet(observation, desired))
    return null;
  return blocker(
    'unsupported-os',
    `${observation.os.name || 'Windows XP SP1'} has a firewall of its own for IPv6 (of the Advanced Networking Pack), which no command and no script can open or close. Install Service Pack 2 or 3, or ask for the firewall to be left as it is and set it by hand.`,
  );
}

function unsupportedOs(situation: Situation): Blocker | null {
  const { observation, desired, on } = situation;
  const generation = generationOf(observation);
  const name = observation.os.name || 'This system';
  if (hasNoClient(observation)) {
    return blocker(
      'unsupported-os',
      `${name} has no Teredo client. It came with Windows XP Service Pack 1 (with the Advanced Networking Pack) and Windows Server 2003 Service Pack 1: install the latest service pack, or leave this machine out.`,
    );
  }
  const refused = on && observation.os.family === 'windows' && desired.teredo.type === 'natawareclient';
  if (refused && generation !== '10' && generation !== 'unknown') {
    return blocker(
      'unsupported-os',
      `${name} refuses the type natawareclient, which Windows has known since version 10. Name the type client, or none so that the plan picks one.`,
    );
  }
  return firewallApart(situation);
}

/** Teredo is to be turned on behind a firewall of which nobody knows whether it is on. */
const needsFirewall = ({ observation, desired, steps, on }: Situation): boolean =>
  on && steps.length > 0 && observation.firewall.on === 'unknown' && !desired.acceptFirewallOff;

/** What can be read by nobody is no fault of the agent's rights. */
function firewallUnseen(situation: Situation): Blocker | null {
  const { observation } = situation;
  if (!isXpSp1(observation) || !needsFirewall(situation)) return null;
  // It can't have what is wished at all, and that says more.
  if (unsupportedOs(situation) !== null) return null;
  return blocker(
    'unsupported-os',
    `Whether the firewall for IPv6 of ${observation.os.name || 'Windows XP SP1'} is on, no command and no script can tell. Install Service Pack 2 or 3, or see on the machine that it is on and ask for Teredo to be turned on although the host firewall may be off.`,
  );
}

/** Facts without which the steps would be a guess, each with the words a reader knows it by. */
function unknownFacts(situation: Situation): string[] {
  const { observation, desired, steps, on } = situation;
  const found: string[] = [];
  const windows = observation.os.family === 'windows';
  if (observation.os.family === 'unknown') found.push('the operating system');
  if (windows && generationOf(observation) === 'unknown') found.push('the Windows version');
  if (isOldWindows(observation) && observation.os.servicePack === null) found.push('the service pack');
  if (observation.configured.type === 'unknown') found.push('how Teredo is configured');
  if ((on || !windows) && observation.service.state === 'unknown')
    found.push('the state of the Teredo service');
  if (on && observation.ipv6.installed === 'unknown') found.push('whether IPv6 is installed');
  if (on && observation.ipv6.disabledComponents === 'unknown')
    found.push('the registry value DisabledComponents');
  if (!isTypeMet(observation, desired) && pickType(observation, desired) === 'unknown') {
    found.push('whether the machine is in a domain');
  }
  if (desired.firewall !== 'leave' && observation.firewall.teredoException === 'unknown') {
    found.push('whether the firewall lets Teredo in');
  }
  if (needsFirewall(situation) && windows && !isXpSp1(observation)) found.push('whether the firewall is on');
  if (steps.length > 0 && observation.elevated === 'unknown')
    found.push('whether the agent may change the system');
  return found;
}

function unreadable(situation: Situation): Blocker | null {
  const facts = unknownFacts(situation);
  if (facts.length === 0) return null;
  return blocker(
    'unreadable',
    `Could not read ${facts.join(', ')}. Nothing is changed on a guess: look at the raw evidence, see that the agent runs with administrator rights and that the Teredo service answers, then observe again.`,
  );
}

function networkingPackMissing({ observation, on }: Situation): Blocker | null {
  if (!on || !lacksNetworkingPack(observation)) return null;
  return blocker(
    'networking-pack-missing',
    'Windows XP Service Pack 1 has a Teredo client only with the Advanced Networking Pack (KB 817778), and Teredo does not answer here. Install the pack or Service Pack 2, then try again.',
  );
}

function ipv6Missing({ observation, desired, on }: Situation): Blocker | null {
  if (!on || observation.ipv6.installed !== false) return null;
  if (!isOldWindows(observation)) {
    const how =
      observation.os.family === 'linux'
        ? 'Turn it on in the kernel (net.ipv6.conf.all.disable_ipv6 = 0)'
        : 'Put the IPv6 protocol of this system back';
    return blocker(
      'ipv6-missing',
      `IPv6 is switched off on this machine and Teredo needs it. ${how}, then try again.`,
    );
  }
  if (desired.ipv6 === 'install-if-missing') return null;
  return blocker(
    'ipv6-missing',
    'IPv6 is not installed on this machine and the change does not ask for it. Ask for IPv6 to be installed where it is missing, or install it by hand.',
  );
}

function disabledComponents({ observation, on }: Situation): Blocker | null {
  const value = observation.ipv6.disabledComponents;
  if (!on || typeof value !== 'number' || !keepsTeredoOff(value)) return null;
  return blocker(
    'disabled-components',
    `The registry value DisabledComponents is 0x${value.toString(16)} and keeps Teredo off whatever is set; netsh would say Ok without effect. Clear the bits 0x01 and 0x08 of HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters\\DisabledComponents, restart the machine, and try again.`,
  );
}

/** What a policy sets otherwise than is wanted, each in the words of a reader. */
function ruledOtherwise(observation: Observation, desired: DesiredState): string[] {
  const { type, serverName, clientPort, refreshIntervalSeconds } = observation.configured;
  const ruled: string[] = [];
  if (isTypeRuledByPolicy(observation) && !isTypeMet(observation, desired))
    ruled.push(`the Teredo type to ${type}`);
  if (isServerRuledByPolicy(observation) && !isServerMet(observation, desired))
    ruled.push(`the server to ${serverName ?? 'the default'}`);
  if (isClientPortRuledByPolicy(observation) && !isClientPortMet(observation, desired))
    ruled.push(`the client port to ${clientPort ?? "the system's choice"}`);
  if (isRefreshRuledByPolicy(observation) && !isRefreshMet(observation, desired))
    ruled.push(`the refresh interval to ${refreshIntervalSeconds ?? 'the default'}`);
  if (observation.firewall.setBy === 'group-policy' && !isFirewallMet(observation, desired))
    ruled.push('the firewall');
  return ruled;
}

function groupPolicy({ observation, desired, steps }: Situation): Blocker | null {
  const ruled = ruledOtherwise(observation, desired);
  if (steps.length === 0 || ruled.length === 0) return null;
  return blocker(
    'group-policy-rules',
    `Group Policy sets ${ruled.join(' and ')} on this machine, and policy wins over any local change. Change the policy (Computer Configuration, Administrative Templates, Network, TCPIP Settings, IPv6 Transition Technologies), or leave this machine out.`,
  );
}

function clientMissing({ observation, on }: Situation): Blocker | null {
  if (!on || observation.service.state !== 'missing') return null;
  const comesWithIPv6 = isOldWindows(observation) && observation.ipv6.installed === false;
  if (comesWithIPv6) return null;
  return blocker(
    'teredo-client-missing',
    observation.os.family === 'linux'
      ? 'Miredo, the Teredo client for Linux, is not installed on this machine. Install it (Debian and Ubuntu: apt install miredo) and try again.'
      : 'The service that runs Teredo is missing from this machine. Repair the Windows installation, or leave this machine out.',
  );
}

function noServer({ observation, desired, on }: Situation): Blocker | null {
  const known = desired.teredo.serverName !== null || observation.configured.serverName !== null;
  if (!on || observation.os.family !== 'linux' || known) return null;
  return blocker(
    'no-server',
    'Miredo has no Teredo server to talk to: none is in its configuration and the change names none. Name a Teredo server in the change.',
  );
}

function turnsOn(steps: Step[]): boolean {
  for (const step of steps) if (step.kind === 'set-teredo' || step.kind === 'start-service') return true;
  return false;
}

function firewallOff({ observation, desired, steps, on }: Situation): Blocker | null {
  if (!on || desired.acceptFirewallOff || observation.firewall.on !== false || !turnsOn(steps)) return null;
  return blocker(
    'firewall-off',
    'The host firewall is off, and Teredo would let anybody on the internet reach this machine through any NAT. Turn the firewall on first, or ask for Teredo to be turned on although the host firewall is off.',
  );
}

function notElevated({ observation, steps }: Situation): Blocker | null {
  if (steps.length === 0 || observation.elevated !== false) return null;
  return blocker(
    'not-elevated',
    'The agent runs without administrator rights and can only look. Install it as a service (root on Linux, SYSTEM on Windows) and try again.',
  );
}

const RULES: Rule[] = [
  unsupportedOs,
  networkingPackMissing,
  unreadable,
  firewallUnseen,
  ipv6Missing,
  disabledComponents,
  groupPolicy,
  clientMissing,
  noServer,
  firewallOff,
  notElevated,
];

/** Everything that stands in the way of a desired state, the most basic first. */
export function blockersOf(observation: Observation, desired: DesiredState, steps: Step[]): Blocker[] {
  const situation: Situation = { observation, desired, steps, on: desired.teredo.mode === 'on' };
  const found: Blocker[] = [];
  for (const rule of RULES) {
    const stands = rule(situation);
    if (stands !== null) found.push(stands);
  }
  return found;
}
