import type {
  DisabledComponents,
  FirewallRegistryReading,
  TeredoLocalValues,
  TeredoPolicyValues,
  TeredoRegistryReading,
} from '../../readers/registry-reading';
import { fact, factOf, missedFacts, type OutputFact, told } from './output-fact';
import { yesNoFact } from './windows-facts';

function namedByPolicy({ type, typeText, serverName }: TeredoPolicyValues): (OutputFact | null)[] {
  if (type === null && serverName === null) return [fact('Group Policy', 'sets neither type nor server')];
  return [
    fact('Type by Group Policy', type === null ? 'not set' : (typeText ?? type)),
    factOf('Server by Group Policy', serverName),
  ];
}

function policyFacts(policy: TeredoPolicyValues | null): (OutputFact | null)[] {
  if (policy === null) return [];
  return namedByPolicy(policy).concat([
    factOf('Refresh interval by Group Policy', policy.refreshIntervalSeconds),
    factOf('Client port by Group Policy', policy.clientPort === 0 ? 'the system chooses' : policy.clientPort),
    yesNoFact('Always qualified by Group Policy', policy.defaultQualified),
    yesNoFact('All traffic forced through the tunnel', policy.forceTunneling),
  ]);
}

function localFacts(local: TeredoLocalValues | null): (OutputFact | null)[] {
  if (local === null) return [];
  return [
    fact('Type set on the machine', local.type === 'unknown' ? 'not understood' : (local.type ?? 'not set')),
    factOf('Server set on the machine', local.serverName),
  ];
}

function offWords(components: DisabledComponents): string {
  const off: string[] = [];
  if (components.tunnels) off.push('every tunnel');
  if (components.teredo) off.push('Teredo');
  if (components.sixToFour) off.push('6to4');
  if (components.isatap) off.push('ISATAP');
  if (components.native) off.push('IPv6 on the network adapters');
  const prefers = components.preferIPv4 ? '; IPv4 is preferred' : '';
  return (off.length === 0 ? 'nothing is off' : `off: ${off.join(', ')}`) + prefers;
}

function componentsFacts(components: DisabledComponents | null): (OutputFact | null)[] {
  if (components === null) return [];
  if (components.value === 'unknown') return [fact('DisabledComponents', 'not a number that Windows takes')];
  const hex = `0x${components.value.toString(16)}`;
  return [
    fact('DisabledComponents', `${hex}, ${offWords(components)}`),
    components.delaysStart
      ? fact('Besides', '0xffffffff costs five seconds at each start; 0xff is what was meant')
      : null,
  ];
}

function firewallFacts(firewall: FirewallRegistryReading | null): (OutputFact | null)[] {
  if (firewall === null) return [];
  const { on, differs, byPolicy, openUdpPorts } = firewall;
  const words = on === 'unknown' ? 'on in some networks and off in others' : on ? 'on' : 'off';
  const ruled = byPolicy ? ', a policy says so' : '; a policy, which would win, is not among these keys';
  return [
    on === 'unknown' && !differs ? null : fact('Firewall of Windows', words + ruled),
    factOf(
      'UDP ports open to anybody (Windows XP, 2003)',
      openUdpPorts === null ? null : openUdpPorts.join(', ') || 'none',
    ),
  ];
}

function removedFact(removed: string[]): OutputFact | null {
  if (removed.length === 0) return null;
  const words = `${removed.join(', ')}: a file that is imported does so, and does not tell what the machine has`;
  return fact('Taken away', words);
}

const STARTS = ['with the boot', 'with the system', 'automatically', 'on demand', 'disabled'];

/** What registry values say about Teredo. */
export function registryFacts(reading: TeredoRegistryReading): OutputFact[] {
  const start = (name: string, value: number | null) =>
    factOf(name, value === null ? null : (STARTS[value] ?? null));
  const facts = told([
    ...policyFacts(reading.policy),
    ...localFacts(reading.local),
    ...localFacts(reading.localXp),
    ...componentsFacts(reading.disabledComponents),
    factOf('Prefix of Teredo (XP)', reading.prefixXp),
    start('Service iphlpsvc starts', reading.iphlpsvcStart),
    start('Service 6to4 starts', reading.sixToFourStart),
    factOf('Code page of the console', reading.oemCodePage),
    ...firewallFacts(reading.firewall),
    removedFact(reading.removed),
  ]).concat(missedFacts(reading.notUnderstood));
  return facts.length > 0 ? facts : [fact('Of Teredo', 'nothing: these keys hold no setting of it')];
}
