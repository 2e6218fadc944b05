import { LOOKS_CONSIDERED } from '../../diagnose';
import type { OutputReading } from '../read-output';
import {
  linkRoutesFacts,
  linksFacts,
  miredoConfigurationFacts,
  miredoLogFacts,
  osReleaseFacts,
  unitStatusFacts,
} from './linux-facts';
import { netshTeredoFactsInWords } from './netsh-teredo-facts';
import { addressFacts, replyFacts } from './other-facts';
import { fact, type OutputFact } from './output-fact';
import { registryFacts } from './registry-facts';
import {
  firewallFacts,
  ipconfigFacts,
  netshAddressesFacts,
  netshDumpFacts,
  netshInterfacesFacts,
  netshRoutesFacts,
  powerShellConfigurationFacts,
  powerShellStateFacts,
  servicesFacts,
} from './windows-facts';

/** Of several outputs of `show state` in one place, each but the last was overtaken by the next; a log may hold thousands. */
function netshFacts(reading: Extract<OutputReading, { kind: 'netsh-teredo' }>): OutputFact[] {
  const facts: OutputFact[] = [];
  const count = reading.all.length;
  const newest = reading.all.slice(-LOOKS_CONSIDERED);
  const left = count - newest.length;
  if (left > 0) facts.push(fact('Looks', `${count} in all, the newest ${newest.length} of them are shown`));
  for (let index = 0; index < newest.length; index += 1) {
    const one = newest[index];
    if (one === undefined) continue;
    if (count > 1) facts.push(fact(`Look ${left + index + 1} of ${count}`, ''));
    for (const said of netshTeredoFactsInWords(one)) facts.push(said);
  }
  return facts;
}

/** What an output says, in words that can be read out. */
export function factsOfOutput(reading: OutputReading, command: string | null): OutputFact[] {
  switch (reading.kind) {
    case 'netsh-teredo':
      return netshFacts(reading);
    case 'ipconfig':
      return ipconfigFacts(reading.of);
    case 'netsh-addresses':
      return netshAddressesFacts(reading.of);
    case 'netsh-interfaces':
      return netshInterfacesFacts(reading.of);
    case 'netsh-routes':
      return netshRoutesFacts(reading.of);
    case 'powershell-configuration':
      return powerShellConfigurationFacts(reading.of);
    case 'powershell-state':
      return powerShellStateFacts(reading.of);
    case 'registry':
      return registryFacts(reading.of);
    case 'firewall-rules':
      return firewallFacts(reading.of);
    case 'services':
      return servicesFacts(reading.of);
    default:
      return factsOfOtherOutput(reading, command);
  }
}

function factsOfOtherOutput(reading: OutputReading, command: string | null): OutputFact[] {
  switch (reading.kind) {
    case 'windows-version':
      return [fact('Version', reading.of.version)];
    case 'netsh-dump':
      return netshDumpFacts(reading.of);
    case 'miredo-configuration':
      return miredoConfigurationFacts(reading.of);
    case 'miredo-log':
      return miredoLogFacts(reading.of);
    case 'ip-addresses':
    case 'ifconfig':
      return linksFacts(reading.of);
    case 'ip-routes':
      return linkRoutesFacts(reading.of);
    case 'unit-status':
      return unitStatusFacts(reading.of);
    case 'os-release':
      return osReleaseFacts(reading.of);
    case 'address':
      return addressFacts(reading.addresses);
    case 'reply':
      return replyFacts(reading.of, command);
    case 'command-help':
      return [fact('Worth', 'a command explains how it is used: nothing was read and nothing was changed')];
    default:
      return [];
  }
}
