import type { DesiredState } from './desired-state';
import { ERROR_WORDS } from './error-words';
import { isSymmetric } from './nat';
import type { Observation, TeredoErrorKind } from './observation';
import type { UnmetFact } from './plan-types';
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

function unmet(fact: string, wanted: string, found: string, text: string): UnmetFact {
  return { fact, wanted, found, text };
}

function textOf(value: string | number | boolean | null): string {
  return value === null ? 'none' : String(value);
}

function configuredFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  const configured = observation.configured;
  const facts: UnmetFact[] = [];
  if (!isTypeMet(observation, desired)) {
    const pick = pickType(observation, desired);
    const type = pick === 'unknown' ? 'on' : pick;
    const text = `Teredo should be ${type} and is ${configured.type}.`;
    facts.push(unmet('configured.type', type, configured.type, text));
  }
  if (!isServerMet(observation, desired)) {
    const wanted = textOf(desired.teredo.serverName);
    const found = textOf(configured.serverName);
    facts.push(
      unmet('configured.serverName', wanted, found, `The Teredo server should be ${wanted} and is ${found}.`),
    );
  }
  if (!isClientPortMet(observation, desired)) {
    const wanted = textOf(pickClientPort(observation, desired));
    const found = textOf(configured.clientPort);
    facts.push(
      unmet('configured.clientPort', wanted, found, `The client port should be ${wanted} and is ${found}.`),
    );
  }
  if (!isRefreshMet(observation, desired)) {
    const wanted = textOf(desired.teredo.refreshIntervalSeconds);
    const found = textOf(configured.refreshIntervalSeconds);
    const text = `The refresh interval should be ${wanted} seconds and is ${found}.`;
    facts.push(unmet('configured.refreshIntervalSeconds', wanted, found, text));
  }
  return facts;
}

function exceptionFound(observation: Observation): string {
  const { teredoException, exceptionPort: port } = observation.firewall;
  if (teredoException !== true) return teredoException === 'unknown' ? 'unknown' : 'closed';
  return port === null ? 'open' : `open for UDP port ${port}`;
}

function firewallFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  if (isFirewallMet(observation, desired)) return [];
  const found = exceptionFound(observation);
  if (desired.firewall === 'remove-exception') {
    const text = `The firewall should not let Teredo in; the exception is ${found}.`;
    return [unmet('firewall.teredoException', 'closed', found, text)];
  }
  const port = exceptionPort(observation, desired);
  const wanted = port === 'teredo' ? 'open for Teredo' : `open for UDP port ${port}`;
  const text = `The firewall should be ${wanted}; the exception is ${found}.`;
  return [unmet('firewall.teredoException', wanted, found, text)];
}

function stateFact(observation: Observation): UnmetFact | null {
  const { state, error } = observation.effective;
  const healthy = observation.os.family === 'linux' ? 'qualified' : 'qualified or dormant';
  if (state === 'qualified' || (state === 'dormant' && observation.os.family !== 'linux')) return null;
  if (state === 'probe') {
    const text = 'Teredo runs and has not qualified yet: its server has not answered so far.';
    return unmet('effective.state', healthy, state, text);
  }
  if (state === 'unknown') {
    return unmet(
      'effective.state',
      healthy,
      state,
      'What Teredo is doing could not be read; that is not proof that it works.',
    );
  }
  return unmet(
    'effective.state',
    healthy,
    state,
    `Teredo is configured and does not run. ${reasonOf(error)}`,
  );
}

function reasonOf(error: TeredoErrorKind | null): string {
  if (error === null || error === 'none') return 'It names no reason.';
  if (error === 'unknown') return 'It names a reason in words that are not known here.';
  return `It says: ${ERROR_WORDS[error]}.`;
}

/** Windows from Vista on gets through many symmetric NATs; Miredo and Windows XP and 2003 do not. */
function symmetricNatFact(observation: Observation): UnmetFact | null {
  const probe = observation.reachable.probe;
  const nat = probe !== null && isSymmetric(probe.nat) ? probe.nat : observation.effective.nat;
  const helpless = observation.os.family === 'linux' || isOldWindows(observation);
  if (!helpless || !isSymmetric(nat) || observation.reachable.verdict === 'yes') return null;
  return unmet(
    'reachable.nat',
    'one mapping for every destination',
    'symmetric',
    'The NAT gives this machine another port for every destination (symmetric NAT). The Teredo client may say that it has started, yet packets to other Teredo machines are lost.',
  );
}

function reachableFact(observation: Observation): UnmetFact | null {
  const { verdict, ping, probe } = observation.reachable;
  if (verdict !== 'no') return null;
  if (ping !== null && ping.sent > 0) {
    const text = `None of ${ping.sent} pings through Teredo to ${ping.peer} was answered.`;
    return unmet('reachable.verdict', 'yes', verdict, text);
  }
  const server = probe === null ? 'its server' : `the server ${probe.serverName}`;
  const why = probe !== null && !probe.resolved ? 'has a name that does not resolve' : 'does not answer';
  return unmet('reachable.verdict', 'yes', verdict, `Teredo cannot work here: ${server} ${why}.`);
}

function onFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  const facts: UnmetFact[] = [];
  if (observation.ipv6.installed === false) {
    facts.push(unmet('ipv6.installed', 'true', 'false', 'IPv6 is not installed, and Teredo needs it.'));
  }
  if (!isServiceMet(observation, desired)) {
    const { name, state } = observation.service;
    facts.push(
      unmet(
        'service.state',
        'running',
        state,
        `The service ${name ?? 'of Teredo'} should run and is ${state}.`,
      ),
    );
  }
  if (observation.os.family === 'linux' && observation.effective.address === null) {
    facts.push(
      unmet(
        'effective.address',
        'a Teredo address',
        'none',
        'No interface of this machine has a Teredo address.',
      ),
    );
  }
  const others = [stateFact(observation), symmetricNatFact(observation), reachableFact(observation)];
  for (const fact of others) if (fact !== null) facts.push(fact);
  return facts;
}

function offFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  const facts: UnmetFact[] = [];
  const { address, state } = observation.effective;
  if (address !== null) {
    const text = `Teredo should be off, and the machine still has the Teredo address ${address}.`;
    facts.push(unmet('effective.address', 'none', address, text));
  }
  if (!isServiceMet(observation, desired)) {
    facts.push(unmet('service.state', 'stopped', 'running', 'Miredo should be stopped and runs.'));
  }
  if (observation.os.family !== 'linux' && state !== 'offline' && state !== 'unknown') {
    facts.push(
      unmet('effective.state', 'offline', state, `Teredo should be off, and its client is still ${state}.`),
    );
  }
  return facts;
}

/**
 * The wanted facts that aren't so, for verification after a change: read back, never concluded from an exit code.
 * Empty means verified. A reachability that nobody could measure is not among them (see `diagnose`).
 */
export function unmetFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  const more = desired.teredo.mode === 'on' ? onFacts(observation, desired) : offFacts(observation, desired);
  return configuredFacts(observation, desired).concat(firewallFacts(observation, desired), more);
}

/**
 * Those of them that were read to be otherwise, for a machine on which nothing is to be set: what could not be read is
 * no failure of it.
 */
export function contradictedFacts(observation: Observation, desired: DesiredState): UnmetFact[] {
  const contradicted: UnmetFact[] = [];
  for (const fact of unmetFacts(observation, desired)) {
    if (fact.found !== 'unknown') contradicted.push(fact);
  }
  return contradicted;
}
