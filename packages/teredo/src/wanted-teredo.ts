import type { DesiredState } from './desired-state';
import type { Observation, TeredoType, Unknown } from './observation';
import { canonicalHostName } from './text/lines';
import type { WindowsGeneration } from './windows-generation';
import { hasInstallableStack, windowsGenerationOf } from './windows-generation';

/**
 * The UDP port pinned on Windows XP and 2003 when a firewall exception is wanted and nobody names a port: there the
 * client picks a new one at every start, which no exception can follow. It is the port Teredo servers listen on.
 */
export const XP_CLIENT_PORT = 3544;

/** The generation of an observed Windows; `unknown` for every other machine. */
export function generationOf(observation: Observation): WindowsGeneration {
  return observation.os.family === 'windows' ? windowsGenerationOf(observation.os.version) : 'unknown';
}

/** Whether the machine is a Windows whose IPv6 stack is installed apart (XP, 2003). */
export function isOldWindows(observation: Observation): boolean {
  return hasInstallableStack(generationOf(observation));
}

/** Whether this system never had a Teredo client: older than Windows XP SP1 or Server 2003 SP1. */
export function hasNoClient(observation: Observation): boolean {
  const generation = generationOf(observation);
  if (generation === 'unsupported') return true;
  const { servicePack, name } = observation.os;
  return hasInstallableStack(generation) && servicePack === 0 && !/x64/i.test(name);
}

/** Whether a Windows XP SP1 says nothing of Teredo, which it has only with the Advanced Networking Pack. */
export function lacksNetworkingPack(observation: Observation): boolean {
  const isXpSp1 = generationOf(observation) === 'xp' && observation.os.servicePack === 1;
  return isXpSp1 && observation.configured.type === 'unknown';
}

/**
 * The type that a step would set. In a domain only enterpriseclient stays on, so a machine whose domain membership
 * isn't known gets no pick. On Linux on is `client`, whatever type is named for the Windows machines of the fleet.
 */
export function pickType(observation: Observation, desired: DesiredState): TeredoType | Unknown {
  if (desired.teredo.mode === 'off') return 'disabled';
  if (observation.os.family === 'linux') return 'client';
  if (desired.teredo.type !== null) return desired.teredo.type;
  if (observation.domainJoined === 'unknown') return 'unknown';
  if (observation.domainJoined) return 'enterpriseclient';
  return generationOf(observation) === '10' ? 'natawareclient' : 'client';
}

function isDefaultAndRunning(observation: Observation): boolean {
  const state = observation.effective.state;
  return (
    observation.configured.type === 'default' &&
    (state === 'dormant' || state === 'qualified' || state === 'probe')
  );
}

/**
 * Whether the configured type is as wanted. Where the plan would pick, every client type that can work there will do:
 * a machine that is on is not changed to be on differently. `default` will do where it is seen to run.
 */
export function isTypeMet(observation: Observation, desired: DesiredState): boolean {
  const type = observation.configured.type;
  if (desired.teredo.mode === 'off' || desired.teredo.type !== null || observation.os.family === 'linux') {
    return type === pickType(observation, desired);
  }
  if (type === 'enterpriseclient') return true;
  if (observation.domainJoined !== false) return false;
  return type === 'client' || type === 'natawareclient' || isDefaultAndRunning(observation);
}

/** Whether the server is as wanted; nothing wanted is met by anything, and off needs no server. */
export function isServerMet(observation: Observation, desired: DesiredState): boolean {
  const wanted = desired.teredo.serverName;
  if (wanted === null || desired.teredo.mode === 'off') return true;
  const found = observation.configured.serverName;
  return found !== null && canonicalHostName(found) === canonicalHostName(wanted);
}

/** The client port to set: the one named, or on XP and 2003 the one to pin for the firewall. Null: leave it. */
export function pickClientPort(observation: Observation, desired: DesiredState): number | null {
  if (desired.teredo.mode === 'off') return null;
  if (desired.teredo.clientPort !== null) return desired.teredo.clientPort;
  if (desired.firewall !== 'allow-teredo' || !isOldWindows(observation)) return null;
  return observation.configured.clientPort ?? XP_CLIENT_PORT;
}

export function isClientPortMet(observation: Observation, desired: DesiredState): boolean {
  const wanted = pickClientPort(observation, desired);
  return wanted === null || observation.configured.clientPort === wanted;
}

/** Whether the refresh interval is as wanted; Miredo has no such setting. */
export function isRefreshMet(observation: Observation, desired: DesiredState): boolean {
  const wanted = desired.teredo.refreshIntervalSeconds;
  if (wanted === null || desired.teredo.mode === 'off' || observation.os.family === 'linux') return true;
  return observation.configured.refreshIntervalSeconds === wanted;
}

/** The port of a firewall exception: exactly the pinned one on XP and 2003, the keyword from Vista on. */
export function exceptionPort(observation: Observation, desired: DesiredState): number | 'teredo' {
  if (!isOldWindows(observation)) return 'teredo';
  return pickClientPort(observation, desired) ?? observation.configured.clientPort ?? XP_CLIENT_PORT;
}

/** Whether the firewall is as wanted. A platform without a notion of an exception has nothing to change. */
export function isFirewallMet(observation: Observation, desired: DesiredState): boolean {
  const found = observation.firewall.teredoException;
  if (desired.firewall === 'leave' || found === null) return true;
  if (desired.firewall === 'remove-exception') return found === false;
  const port = exceptionPort(observation, desired);
  return found === true && (port === 'teredo' || observation.firewall.exceptionPort === port);
}

/** Whether the service is as wanted: running for on; Miredo not running for off. Windows' serves other things too. */
export function isServiceMet(observation: Observation, desired: DesiredState): boolean {
  const running = observation.service.state === 'running';
  if (desired.teredo.mode === 'on') return running;
  return observation.os.family !== 'linux' || !running;
}
