import { isXpTeredoLinkLocal } from '../address-kind';
import type { FirewallReading } from '../readers/firewall-reading';
import type { IpconfigReading } from '../readers/ipconfig-reading';
import type { LinksReading } from '../readers/link-reading';
import type { MiredoConfiguration } from '../readers/miredo-configuration';
import type { NetshDumpReading } from '../readers/netsh-dump';
import type { NetshAddressesReading } from '../readers/netsh-ipv6-reading';
import type { NetshTeredoReading } from '../readers/netsh-teredo-reading';
import type { OsRelease } from '../readers/os-release';
import type {
  PowerShellTeredoConfiguration,
  PowerShellTeredoStateReading,
} from '../readers/powershell-teredo-reading';
import type { TeredoRegistryReading } from '../readers/registry-reading';
import type { ServiceAnswer } from '../readers/service-reading';
import type { UnitStatus } from '../readers/unit-status';
import type { SourcedOutput } from './sourced-output';

/** A reading and the output it is of, by the name that a reader knows. */
export interface Sourced<Reading> {
  from: string;
  of: Reading;
}

/** What all outputs of one machine say, by kind and in their order. */
export interface MachineReadings {
  netsh: Sourced<NetshTeredoReading>[];
  configurations: Sourced<PowerShellTeredoConfiguration>[];
  states: Sourced<PowerShellTeredoStateReading>[];
  dumps: Sourced<NetshDumpReading>[];
  registries: Sourced<TeredoRegistryReading>[];
  adapters: Sourced<IpconfigReading>[];
  netshAddresses: Sourced<NetshAddressesReading>[];
  firewalls: Sourced<FirewallReading>[];
  services: Sourced<ServiceAnswer>[];
  versions: Sourced<string>[];
  links: Sourced<LinksReading>[];
  miredo: Sourced<MiredoConfiguration>[];
  units: Sourced<UnitStatus>[];
  releases: Sourced<OsRelease>[];
  /** Whether an output of Windows' IPv6 was there, which a machine without the stack does not print. */
  showsIpv6: boolean;
}

function noReadings(): MachineReadings {
  return {
    netsh: [],
    configurations: [],
    states: [],
    dumps: [],
    registries: [],
    adapters: [],
    netshAddresses: [],
    firewalls: [],
    services: [],
    versions: [],
    links: [],
    miredo: [],
    units: [],
    releases: [],
    showsIpv6: false,
  };
}

function add(readings: MachineReadings, { reading, from }: SourcedOutput): void {
  switch (reading.kind) {
    case 'netsh-teredo':
      for (const of of reading.all) readings.netsh.push({ from, of });
      break;
    case 'powershell-configuration':
      for (const of of reading.of.configurations) readings.configurations.push({ from, of });
      break;
    case 'powershell-state':
      readings.states.push({ from, of: reading.of });
      break;
    case 'registry':
      readings.registries.push({ from, of: reading.of });
      break;
    case 'ipconfig':
      readings.adapters.push({ from, of: reading.of });
      break;
    case 'netsh-addresses':
      readings.netshAddresses.push({ from, of: reading.of });
      readings.showsIpv6 = true;
      break;
    case 'netsh-interfaces':
    case 'netsh-routes':
      readings.showsIpv6 = true;
      break;
    default:
      addFurther(readings, { reading, from });
  }
}

function addFurther(
  readings: MachineReadings,
  { reading, from }: Pick<SourcedOutput, 'reading' | 'from'>,
): void {
  switch (reading.kind) {
    case 'netsh-dump':
      readings.dumps.push({ from, of: reading.of });
      break;
    case 'firewall-rules':
      readings.firewalls.push({ from, of: reading.of });
      break;
    case 'services':
      for (const of of reading.of.services) readings.services.push({ from, of });
      break;
    case 'windows-version':
      readings.versions.push({ from, of: reading.of.version });
      break;
    case 'ip-addresses':
    case 'ifconfig':
      readings.links.push({ from, of: reading.of });
      break;
    case 'miredo-configuration':
      readings.miredo.push({ from, of: reading.of });
      break;
    case 'unit-status':
      if (reading.of.unit === 'miredo') readings.units.push({ from, of: reading.of });
      break;
    case 'os-release':
      readings.releases.push({ from, of: reading.of });
      break;
    default:
      break;
  }
}

/** Sorts outputs by what they are of. */
export function collectReadings(outputs: SourcedOutput[]): MachineReadings {
  const readings = noReadings();
  for (const output of outputs) add(readings, output);
  return readings;
}

/** The newest of some readings: later outputs of a paste, and later files, were printed later. */
export function newest<Reading>(readings: Sourced<Reading>[]): Reading | null {
  return readings[readings.length - 1]?.of ?? null;
}

/** A part of the registry, from the last output that holds it. */
export function lastPart<Part>(
  registries: Sourced<TeredoRegistryReading>[],
  part: (of: TeredoRegistryReading) => Part | null,
): Part | null {
  let found: Part | null = null;
  for (const { of } of registries) found = part(of) ?? found;
  return found;
}

/**
 * Whether any output says what Teredo is set to, understood or not. A configuration of Miredo that was understood does
 * not: Miredo is on where its service runs, which is told elsewhere.
 */
export function saysWhatIsSet(readings: MachineReadings): boolean {
  const { netsh, configurations, dumps, registries, miredo } = readings;
  const inRegistry = registries.some(
    ({ of }) => of.policy !== null || of.local !== null || of.localXp !== null,
  );
  const odd = miredo.some(({ of }) => of.relayType === 'unknown');
  return netsh.length + configurations.length + dumps.length > 0 || odd || inRegistry;
}

/** Later systems make the link-local address of the Teredo address. */
function hasLinkLocalOfXp({ adapters }: IpconfigReading): boolean {
  return adapters.some(({ addresses }) => addresses.some(({ address }) => isXpTeredoLinkLocal(address)));
}

/** Whether an output is one that only Windows XP and 2003 print. */
export function isOfXp({ netsh, adapters, registries, services, versions }: MachineReadings): boolean {
  if (versions.length > 0) return false;
  if (netsh.some(({ of }) => /^probe\(/i.test(of.stateText ?? ''))) return true;
  const bySign = adapters.some(({ of }) => of.qualifiedSign !== null || hasLinkLocalOfXp(of));
  const byKey = registries.some(({ of }) => of.localXp !== null || of.sixToFourStart !== null);
  return bySign || byKey || services.some(({ of }) => of.name === '6to4' && of.state === 'running');
}
