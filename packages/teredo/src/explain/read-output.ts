import { type AddressKind, addressKindOf } from '../address-kind';
import type { FirewallReading } from '../readers/firewall-reading';
import { readFirewallRules } from '../readers/firewall-rules';
import { readIfconfig } from '../readers/ifconfig';
import { readIpAddresses } from '../readers/ip-addresses';
import { readIpRoutes } from '../readers/ip-routes';
import { readIpconfig } from '../readers/ipconfig';
import type { IpconfigReading } from '../readers/ipconfig-reading';
import type { LinkRoutesReading, LinksReading } from '../readers/link-reading';
import { type MiredoConfiguration, readMiredoConfiguration } from '../readers/miredo-configuration';
import { readMiredoLog } from '../readers/miredo-log';
import type { MiredoLogReading } from '../readers/miredo-log-reading';
import { readNetshAddresses } from '../readers/netsh-addresses';
import { type NetshDumpReading, readNetshDump } from '../readers/netsh-dump';
import { readNetshInterfaces } from '../readers/netsh-interfaces';
import type {
  NetshAddressesReading,
  NetshInterfacesReading,
  NetshRoutesReading,
} from '../readers/netsh-ipv6-reading';
import { readNetshRoutes } from '../readers/netsh-routes';
import { readNetshTeredoAll } from '../readers/netsh-teredo';
import type { NetshTeredoReading } from '../readers/netsh-teredo-reading';
import { type OsRelease, readOsRelease } from '../readers/os-release';
import { readPowerShellTeredoConfiguration, readPowerShellTeredoState } from '../readers/powershell-teredo';
import type {
  PowerShellTeredoConfigurationReading,
  PowerShellTeredoStateReading,
} from '../readers/powershell-teredo-reading';
import type { TeredoRegistryReading } from '../readers/registry-reading';
import { readTeredoRegistry } from '../readers/registry-teredo';
import { readReply } from '../readers/reply';
import type { ReplyReading } from '../readers/reply-reading';
import type { ServicesReading } from '../readers/service-reading';
import { readServices } from '../readers/services';
import { readUnitStatus, type UnitStatus } from '../readers/unit-status';
import { readWindowsVersion, type WindowsVersionReading } from '../readers/windows-version';
import { findIpTokens, type IpToken } from '../text/ip-tokens';
import type { OutputKind } from './output-kind';

/** An address that stands by itself, or a network with its length. */
export interface LoneAddress {
  address: string;
  kind: AddressKind | 'ipv4' | 'network';
}

/** What a reader of each kind says. */
export type OutputReading =
  | { kind: 'netsh-teredo'; all: NetshTeredoReading[] }
  | { kind: 'ipconfig'; of: IpconfigReading }
  | { kind: 'netsh-interfaces'; of: NetshInterfacesReading }
  | { kind: 'netsh-addresses'; of: NetshAddressesReading }
  | { kind: 'netsh-routes'; of: NetshRoutesReading }
  | { kind: 'netsh-dump'; of: NetshDumpReading }
  | { kind: 'powershell-configuration'; of: PowerShellTeredoConfigurationReading }
  | { kind: 'powershell-state'; of: PowerShellTeredoStateReading }
  | { kind: 'registry'; of: TeredoRegistryReading }
  | { kind: 'firewall-rules'; of: FirewallReading }
  | { kind: 'services'; of: ServicesReading }
  | { kind: 'windows-version'; of: WindowsVersionReading }
  | { kind: 'miredo-configuration'; of: MiredoConfiguration }
  | { kind: 'miredo-log'; of: MiredoLogReading }
  | { kind: 'ip-addresses' | 'ifconfig'; of: LinksReading }
  | { kind: 'ip-routes'; of: LinkRoutesReading }
  | { kind: 'unit-status'; of: UnitStatus }
  | { kind: 'os-release'; of: OsRelease }
  | { kind: 'address'; addresses: LoneAddress[] }
  | { kind: 'reply'; of: ReplyReading }
  | { kind: 'command-help' | 'not-understood' };

/** `2001::/32`, `::/0`, as routes have them: nobody's address. */
const isNetwork = ({ address, prefixLength }: IpToken): boolean =>
  prefixLength !== null && prefixLength < 128 && /::$/.test(address);

function loneAddressOf(token: IpToken): LoneAddress {
  const { family, address, prefixLength } = token;
  if (isNetwork(token)) return { address: `${address}/${prefixLength}`, kind: 'network' };
  return { address, kind: family === 4 ? 'ipv4' : (addressKindOf(address) ?? 'other') };
}

/** Networks only where no address is. */
function loneAddresses(text: string): LoneAddress[] {
  const found = findIpTokens(text).map(loneAddressOf);
  const addresses = found.filter(({ kind }) => kind !== 'network');
  return addresses.length > 0 ? addresses : found;
}

/** Reads a text as an output of a kind. Never throws; whether it was one, `isUnderstood` says. */
export function readOutput(kind: OutputKind, text: string): OutputReading {
  switch (kind) {
    case 'netsh-teredo':
      return { kind, all: readNetshTeredoAll(text) };
    case 'ipconfig':
      return { kind, of: readIpconfig(text) };
    case 'netsh-interfaces':
      return { kind, of: readNetshInterfaces(text) };
    case 'netsh-addresses':
      return { kind, of: readNetshAddresses(text) };
    case 'netsh-routes':
      return { kind, of: readNetshRoutes(text) };
    case 'powershell-configuration':
      return { kind, of: readPowerShellTeredoConfiguration(text) };
    case 'powershell-state':
      return { kind, of: readPowerShellTeredoState(text) };
    case 'registry':
      return { kind, of: readTeredoRegistry(text) };
    case 'firewall-rules':
      return { kind, of: readFirewallRules(text) };
    case 'services':
      return { kind, of: readServices(text) };
    case 'windows-version':
      return { kind, of: readWindowsVersion(text) };
    default:
      return readOtherOutput(kind, text);
  }
}

function readOtherOutput(kind: OutputKind, text: string): OutputReading {
  switch (kind) {
    case 'netsh-dump':
      return { kind, of: readNetshDump(text) };
    case 'miredo-configuration':
      return { kind, of: readMiredoConfiguration(text) };
    case 'miredo-log':
      return { kind, of: readMiredoLog(text) };
    case 'ip-addresses':
      return { kind, of: readIpAddresses(text) };
    case 'ifconfig':
      return { kind, of: readIfconfig(text) };
    case 'ip-routes':
      return { kind, of: readIpRoutes(text) };
    case 'unit-status':
      return { kind, of: readUnitStatus(text) };
    case 'os-release':
      return { kind, of: readOsRelease(text) };
    case 'address':
      return { kind, addresses: loneAddresses(text) };
    case 'reply':
      return { kind, of: readReply(text) };
    default:
      return { kind: kind === 'command-help' ? kind : 'not-understood' };
  }
}

/** Whether a text was of the kind that it was read as. */
export function isUnderstood(reading: OutputReading): boolean {
  switch (reading.kind) {
    case 'netsh-teredo':
      return reading.all.length > 0;
    case 'address':
      return reading.addresses.length > 0;
    case 'miredo-configuration':
    case 'command-help':
      return true;
    case 'os-release':
      return reading.of.prettyName !== null || reading.of.id !== null || reading.of.versionId !== null;
    case 'ip-addresses':
      return reading.of.links.length > 0;
    case 'reply':
      return reading.of.kind !== 'silent';
    case 'not-understood':
      return false;
    default:
      return reading.of.readable;
  }
}
