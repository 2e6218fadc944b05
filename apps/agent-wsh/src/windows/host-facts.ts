import type { HostFactsMessage } from '@teredo-fleet/protocol';
import { readOemCodePage } from '@teredo-fleet/teredo';
import { readRegistryText, readRegistryValue } from '../host/registry';
import { environmentValue } from '../host/shell';
import { AGENT_VERSION } from '../version';

const CONTROL = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';

/** Of a time as Windows keeps it, FILETIME. */
const BYTES_OF_TIME = 8;

/** Differs after every boot: Windows writes the time of the last shutdown anew. */
function bootId(): string {
  const value = readRegistryValue(`${CONTROL}\\Windows`, 'ShutdownTime');
  if (value === null || value.kind !== 'bytes' || value.bytes.length !== BYTES_OF_TIME) return 'unknown';
  return value.bytes.map((byte) => `0${byte.toString(16)}`.slice(-2)).join('');
}

/** Made by Windows' setup; a copied disk has the same, and is known by its boots. */
function hardwareId(hostname: string): string {
  const guid = readRegistryText('HKLM\\SOFTWARE\\Microsoft\\Cryptography', 'MachineGuid');
  const product = readRegistryText('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', 'ProductId');
  return (guid || product || hostname).slice(0, 100);
}

/** What this machine says of itself when it opens a session. */
export function readHostFacts(): HostFactsMessage {
  const hostname = environmentValue('COMPUTERNAME') ?? 'unknown';
  return {
    hostname: hostname.slice(0, 255),
    agentVersion: AGENT_VERSION,
    platform: 'wsh',
    bootId: bootId(),
    hardwareId: hardwareId(hostname),
    // Windows has names of its own for zones, and no list that leads to IANA's.
    timeZone: null,
  };
}

/** The code page in which consoles print; null when the registry has none. */
export function consoleCodePage(): number | null {
  return readOemCodePage(readRegistryText(`${CONTROL}\\Nls\\CodePage`, 'OEMCP') ?? '');
}
