import type { Unknown } from '../../observation';
import type { FirewallReading, FirewallRule } from '../../readers/firewall-reading';
import type { IpconfigAdapter, IpconfigReading } from '../../readers/ipconfig-reading';
import type { NetshDumpReading } from '../../readers/netsh-dump';
import type {
  NetshAddressesReading,
  NetshInterfacesReading,
  NetshRoutesReading,
} from '../../readers/netsh-ipv6-reading';
import type {
  PowerShellTeredoConfigurationReading,
  PowerShellTeredoStateReading,
} from '../../readers/powershell-teredo-reading';
import type { ServiceAnswer, ServicesReading } from '../../readers/service-reading';
import { fact, factOf, missedFacts, type OutputFact, told, yesNo } from './output-fact';

function addressesFact(addresses: string[]): OutputFact {
  if (addresses.length === 0) return fact('Teredo address', 'none');
  return fact(addresses.length === 1 ? 'Teredo address' : 'Teredo addresses', addresses.join(', '));
}

function nativeFact(address: string | null): OutputFact {
  return fact('IPv6 of its own', address ?? 'none seen');
}

const SIGNS = {
  true: "qualified, by Windows XP's sign: the physical address holds the Teredo address",
  false: "not qualified, by Windows XP's sign: the physical address is all FF",
};

function adapterWords({ media, addresses }: IpconfigAdapter): string {
  if (media === 'disconnected') return 'there, and not connected: Teredo is off or asleep';
  if (media === 'unknown') return 'there, without an address';
  return addresses.some(({ kind }) => kind === 'teredo')
    ? 'there, with a Teredo address'
    : 'there, with a link-local address only: no Teredo address yet';
}

export function ipconfigFacts(reading: IpconfigReading): OutputFact[] {
  const tunnel = reading.adapters.filter(({ isTeredo }) => isTeredo)[0];
  return told([
    fact('Teredo adapter', tunnel === undefined ? 'not among the adapters shown' : adapterWords(tunnel)),
    addressesFact(reading.teredoAddresses),
    factOf('Sign', reading.qualifiedSign === null ? null : SIGNS[`${reading.qualifiedSign}`]),
    nativeFact(reading.nativeGlobalAddress),
    factOf('6to4 address', reading.sixToFourAddresses[0] ?? null),
    factOf('ISATAP address', reading.isatapAddresses[0] ?? null),
  ]);
}

export function netshAddressesFacts(reading: NetshAddressesReading): OutputFact[] {
  return [addressesFact(reading.teredoAddresses), nativeFact(reading.nativeGlobalAddress)];
}

export function netshInterfacesFacts({ interfaces }: NetshInterfacesReading): OutputFact[] {
  const words = { true: 'connected', false: 'not connected', unknown: 'in a state in words not known here' };
  return interfaces.map(({ index, name, connected, mtu }) =>
    fact(
      `Interface ${index}`,
      `${name || 'without a name'}, ${words[`${connected}`]}, MTU ${mtu ?? 'not said'}`,
    ),
  );
}

export function netshRoutesFacts({ hasDefaultRoute, hasTeredoRoute }: NetshRoutesReading): OutputFact[] {
  return [
    fact('Route to all of IPv6', hasDefaultRoute ? 'there' : 'none'),
    fact('Route to Teredo (2001::/32)', hasTeredoRoute ? 'there' : 'none'),
  ];
}

/** What is set, as a script that would set it again. */
export function netshDumpFacts(dump: NetshDumpReading): OutputFact[] {
  const type = dump.type === null ? 'not set' : dump.type === 'unknown' ? 'not understood' : dump.type;
  return told([
    fact('Type', type),
    factOf('Server', dump.serverName === 'unknown' ? 'not understood' : dump.serverName),
    factOf('Refresh interval', dump.refreshIntervalSeconds),
    factOf('Client port', dump.clientPort === null ? null : `UDP ${dump.clientPort}`),
    fact(
      'Worth',
      'what is set on the machine: what the client is doing, and whether a policy rules, is not in it',
    ),
  ]).concat(missedFacts(dump.notUnderstood));
}

const STORES: { [store: string]: string } = {
  active: 'In effect',
  persistent: 'Set on the machine',
  policy: 'Set by policy',
  unknown: 'Set',
};

export function powerShellConfigurationFacts({
  configurations,
  notUnderstood,
}: PowerShellTeredoConfigurationReading): OutputFact[] {
  const facts = configurations.map(({ store, type, serverName, clientPort }) => {
    const words = [`type ${type === 'unknown' ? 'not understood' : type}`];
    if (serverName !== null) words.push(`server ${serverName}`);
    if (clientPort !== null) words.push(`client port UDP ${clientPort}`);
    return fact(STORES[store] ?? store, words.join(', '));
  });
  return facts.concat(missedFacts(notUnderstood));
}

export function powerShellStateFacts({
  state,
  stateText,
  errorText,
}: PowerShellTeredoStateReading): OutputFact[] {
  if (state === null)
    return [fact('State', 'nothing was printed: Teredo is not active, which does not say why')];
  return told([
    fact('State', state === 'unknown' ? `not understood: ${stateText ?? ''}` : state),
    factOf('Error', errorText),
  ]);
}

function ruleWords({
  enabled,
  action,
  direction,
  localPorts,
  remoteAddresses,
  profiles,
  edge,
}: FirewallRule): string {
  const words: string[] = [];
  const say = (value: string | null | Unknown, name: string): void => {
    if (value !== null) words.push(value === 'unknown' ? `${name} not understood` : value);
  };
  say(enabled === null ? null : enabled === 'unknown' ? 'unknown' : enabled ? 'on' : 'off', 'whether on:');
  say(
    action === null ? null : action === 'allow' ? 'allows' : action === 'block' ? 'blocks' : action,
    'action',
  );
  say(
    direction === null ? null : direction === 'in' ? 'inbound' : direction === 'out' ? 'outbound' : direction,
    'direction',
  );
  if (localPorts !== null) words.push(`local port ${localPorts.join(', ')}`);
  if (remoteAddresses !== null) words.push(`only from ${remoteAddresses.join(', ')}`);
  if (profiles !== null) words.push(`only in networks of the kind ${profiles.join(', ')}`);
  if (edge !== null && edge !== 'unknown') words.push(`edge traversal ${edge === 'no' ? 'blocked' : edge}`);
  return words.length === 0 ? 'is there; the listing says no more of it' : words.join(', ');
}

const INBOUND = {
  allowed: 'allowed by these rules',
  limited: 'not from everywhere: these rules name who may call, or in which networks',
  blocked: 'blocked by these rules',
  unknown: 'these rules do not say',
};

export function firewallFacts({ rules, teredoRules, inbound }: FirewallReading): OutputFact[] {
  const facts = [
    fact('Rules', `${rules.length} in all, ${teredoRules.length} for Teredo`),
    fact('Teredo from outside', INBOUND[inbound]),
  ];
  for (const rule of teredoRules) facts.push(fact(rule.id ?? rule.displayName ?? 'Rule', ruleWords(rule)));
  return facts;
}

const ERROR_WORDS: { [code: number]: string } = {
  5: 'access denied: run it as administrator',
  1056: 'it already runs',
  1058: 'it is disabled',
  1060: 'there is no such service',
  1062: 'it is not started',
  2182: 'it already runs',
  2185: 'there is no such service name',
  3521: 'it is not started',
};

function serviceWords({ state, start, errorCode }: ServiceAnswer): string {
  const words: string[] = [];
  if (state !== 'unknown') words.push(state);
  if (start !== 'unknown') words.push(start === 'disabled' ? 'disabled' : `starts ${start}`);
  if (errorCode !== null)
    words.push(`answer ${errorCode}${ERROR_WORDS[errorCode] ? `: ${ERROR_WORDS[errorCode]}` : ''}`);
  return words.length === 0 ? 'not said' : words.join(', ');
}

export function servicesFacts({ services }: ServicesReading): OutputFact[] {
  return services.map((service) => fact(service.name ?? 'The service', serviceWords(service)));
}

export function yesNoFact(name: string, value: boolean | Unknown | null): OutputFact | null {
  return factOf(name, yesNo(value));
}
