import type { DesiredState } from './desired-state';
import type { Observation, TeredoType } from './observation';
import type { ChangeStep } from './plan-types';
import {
  exceptionPort,
  isClientPortMet,
  isFirewallMet,
  isOldWindows,
  isRefreshMet,
  isServerMet,
  isServiceMet,
  isTypeMet,
  pickClientPort,
  pickType,
} from './wanted-teredo';

function installSteps(observation: Observation, desired: DesiredState): ChangeStep[] {
  const missing = observation.ipv6.installed === false && isOldWindows(observation);
  return missing && desired.ipv6 === 'install-if-missing' ? [{ kind: 'install-ipv6' }] : [];
}

/** A type that is met already is kept: changing a port doesn't change what kind of client a machine is. */
function typeToSet(observation: Observation, desired: DesiredState): TeredoType {
  const kept = observation.configured.type;
  const type = isTypeMet(observation, desired) ? kept : pickType(observation, desired);
  return type === 'unknown' ? 'client' : type;
}

function teredoSteps(observation: Observation, desired: DesiredState): ChangeStep[] {
  const settled =
    isTypeMet(observation, desired) &&
    isServerMet(observation, desired) &&
    isClientPortMet(observation, desired) &&
    isRefreshMet(observation, desired) &&
    (desired.teredo.mode === 'on' || isServiceMet(observation, desired));
  if (settled) return [];
  const on = desired.teredo.mode === 'on';
  return [
    {
      kind: 'set-teredo',
      type: typeToSet(observation, desired),
      serverName: on ? desired.teredo.serverName : null,
      refreshIntervalSeconds:
        on && observation.os.family !== 'linux' ? desired.teredo.refreshIntervalSeconds : null,
      clientPort: pickClientPort(observation, desired),
    },
  ];
}

function firewallSteps(observation: Observation, desired: DesiredState): ChangeStep[] {
  if (isFirewallMet(observation, desired)) return [];
  const steps: ChangeStep[] = [];
  const open = observation.firewall.exceptionPort;
  if (observation.firewall.teredoException === true) {
    steps.push({ kind: 'remove-firewall-exception', port: open ?? 'teredo' });
  }
  if (desired.firewall === 'allow-teredo') {
    steps.push({ kind: 'allow-teredo-through-firewall', port: exceptionPort(observation, desired) });
  }
  return steps;
}

function serviceSteps(observation: Observation, desired: DesiredState): ChangeStep[] {
  if (desired.teredo.mode === 'off' || isServiceMet(observation, desired)) return [];
  const usual =
    observation.os.family === 'linux' ? 'miredo' : isOldWindows(observation) ? '6to4' : 'iphlpsvc';
  return [{ kind: 'start-service', service: observation.service.name ?? usual }];
}

/** Every step between what a machine is and what it should be, whether or not something stands in the way. */
export function stepsBetween(observation: Observation, desired: DesiredState): ChangeStep[] {
  return installSteps(observation, desired).concat(
    teredoSteps(observation, desired),
    firewallSteps(observation, desired),
    serviceSteps(observation, desired),
  );
}
