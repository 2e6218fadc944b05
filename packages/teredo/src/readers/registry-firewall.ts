import type { Unknown } from '../observation';
import { readWholeNumber } from '../text/lines';
import { textAt } from '../text/text-at';
import { named, valuesAt } from './registry-keys';
import type { FirewallRegistryReading, RegistryKey, RegistryValue } from './registry-reading';

const LOCAL = '\\sharedaccess\\parameters\\firewallpolicy\\';
const POLICY = '\\policies\\microsoft\\windowsfirewall\\';
const OPEN_PORTS = '\\globallyopenports\\list';
const ALLOWED_PROGRAMS = '\\authorizedapplications\\list';

/** The keys of each kind of network; what is private today was called standard first and still is in places. */
const NETWORKS: string[][] = [['domainprofile'], ['standardprofile', 'privateprofile'], ['publicprofile']];

/** Values at the first of some places that is among the keys. */
function valuesIn(
  keys: RegistryKey[],
  head: string,
  network: string[],
  tail: string,
): RegistryValue[] | null {
  for (const name of network) {
    const values = valuesAt(keys, head + name + tail);
    if (values !== null) return values;
  }
  return null;
}

/** Null: no such value. Unknown: one that is no switch. */
function switchIn(values: RegistryValue[] | null): boolean | null | Unknown {
  const value = named(values ?? [], 'EnableFirewall');
  if (value === null) return null;
  if (value.type !== 'REG_DWORD') return 'unknown';
  return value.data === 1 ? true : value.data === 0 ? false : 'unknown';
}

/** `3544:UDP:*:Enabled:Name`: the port, where anybody may call. */
function openPortOf({ data }: RegistryValue): number | null {
  const match = typeof data === 'string' ? /^([0-9]{1,5}):UDP:\*:Enabled(?::|$)/i.exec(data) : null;
  return match === null ? null : readWholeNumber(textAt(match, 1), 1, 65535);
}

function openPortsIn(values: RegistryValue[]): number[] {
  const ports: number[] = [];
  for (const value of values) {
    const port = openPortOf(value);
    if (port !== null && ports.indexOf(port) === -1) ports.push(port);
  }
  return ports;
}

/** The ports that are open in every network whose list is among the keys; null without any list. */
function openUdpPortsOf(keys: RegistryKey[], roots: string[]): number[] | null {
  let open: number[] | null = null;
  for (const network of NETWORKS) {
    const lists = roots.map((root) => valuesIn(keys, root, network, OPEN_PORTS));
    if (lists.every((list) => list === null)) continue;
    const ports = openPortsIn(lists.reduce<RegistryValue[]>((all, list) => all.concat(list ?? []), []));
    open = open === null ? ports : open.filter((port) => ports.indexOf(port) !== -1);
  }
  return open;
}

/** The port of an entry that is switched on and stands under a name, whoever may call. */
function portUnder({ data }: RegistryValue, name: string): number | null {
  const match = typeof data === 'string' ? /^([0-9]{1,5}):UDP:[^:]*:Enabled:(.*)$/i.exec(data) : null;
  if (match === null || textAt(match, 2).trim() !== name) return null;
  return readWholeNumber(textAt(match, 1), 1, 65535);
}

/** What XP and 2003 hold in the machine's own lists of open ports: those of policies are nobody's to change. */
export interface LocalUdpPorts {
  /** Open to anybody, in every network that has a list. */
  open: number[];
  /** Under the name that was asked for, in any network. */
  ofName: number[];
}

export function readLocalUdpPorts(keys: RegistryKey[], name: string): LocalUdpPorts {
  const ofName: number[] = [];
  for (const network of NETWORKS)
    for (const value of valuesIn(keys, LOCAL, network, OPEN_PORTS) ?? []) {
      const port = portUnder(value, name);
      if (port !== null && ofName.indexOf(port) === -1) ofName.push(port);
    }
  return { open: openUdpPortsOf(keys, [LOCAL]) ?? [], ofName };
}

/** A program that Windows XP and 2003 let be called. */
export interface AllowedProgram {
  /** As it is written there, with the variables in it. */
  path: string;
  /** From anywhere, in every network that has a list. */
  fromAnywhere: boolean;
}

/** `C:\Chat\chat.exe:*:Enabled:Chat`: the path itself has a colon. */
function allowedProgramOf({ data }: RegistryValue): AllowedProgram | null {
  const match =
    typeof data === 'string'
      ? /^(.{1,260}?\.[^:\\]{1,10}):([^:]*(?:,[^:]*)*):Enabled(?::|$)/i.exec(data)
      : null;
  return match === null ? null : { path: textAt(match, 1), fromAnywhere: textAt(match, 2).trim() === '*' };
}

function allowedIn(values: RegistryValue[]): AllowedProgram[] {
  const found: AllowedProgram[] = [];
  for (const value of values) {
    const program = allowedProgramOf(value);
    if (program !== null) found.push(program);
  }
  return found;
}

/** Of a list, what is said of one path; undefined: nothing. */
function ofPath(list: AllowedProgram[], path: string): AllowedProgram | undefined {
  return list.filter((one) => one.path.toLowerCase() === path.toLowerCase())[0];
}

/** The programs on the lists of the machine and of policies; one that is missing on the list of a network is not let in from anywhere. */
export function readAllowedPrograms(keys: RegistryKey[]): AllowedProgram[] {
  const lists: AllowedProgram[][] = [];
  for (const network of NETWORKS) {
    const ofNetwork = [LOCAL, POLICY].map((root) => valuesIn(keys, root, network, ALLOWED_PROGRAMS));
    if (ofNetwork.every((list) => list === null)) continue;
    lists.push(ofNetwork.reduce<AllowedProgram[]>((all, list) => all.concat(allowedIn(list ?? [])), []));
  }
  const every = lists.reduce<AllowedProgram[]>((all, list) => all.concat(list), []);
  return every.map(({ path }) => ({
    path,
    fromAnywhere: lists.every((list) => ofPath(list, path)?.fromAnywhere === true),
  }));
}

/**
 * Reads whether the firewall of Windows is on, and the UDP ports that Windows XP and 2003 open, from registry keys: netsh
 * says both in words that are translated. Null when no key of the firewall tells.
 */
export function readFirewallRegistry(keys: RegistryKey[]): FirewallRegistryReading | null {
  const switches: (boolean | Unknown)[] = [];
  let byPolicy = false;
  for (const network of NETWORKS) {
    const ruled = switchIn(valuesIn(keys, POLICY, network, ''));
    const isOn = ruled ?? switchIn(valuesIn(keys, LOCAL, network, ''));
    byPolicy = byPolicy || ruled !== null;
    if (isOn !== null) switches.push(isOn);
  }
  const openUdpPorts = openUdpPortsOf(keys, [LOCAL, POLICY]);
  if (switches.length === 0 && openUdpPorts === null) return null;
  const [first] = switches;
  const differs = switches.indexOf(true) !== -1 && switches.indexOf(false) !== -1;
  const isSame = first !== undefined && switches.every((one) => one === first);
  return { on: isSame ? first : 'unknown', differs, byPolicy, openUdpPorts };
}
