import { decodeTeredoAddress, type TeredoAddress } from '../teredo-address';
import { uniqueTexts } from '../text/unique';
import { teredoAddressFacts } from './facts/other-facts';
import type { OutputFact } from './facts/output-fact';
import type { OutputReading } from './read-output';
import type { SourcedOutput } from './sourced-output';

/** The parts of a Teredo address, with the names and values that captures are described by. */
export interface TeredoAddressFacts {
  address: string;
  server: string;
  flags: number;
  cone: boolean;
  udpPort: number;
  clientIPv4: string;
}

/** A Teredo address, whole, in parts and in words. */
export interface ExplainedAddress {
  parts: TeredoAddressFacts;
  decoded: TeredoAddress;
  facts: OutputFact[];
}

function addressesOf(reading: OutputReading): string[] {
  switch (reading.kind) {
    case 'ipconfig':
    case 'netsh-addresses':
    case 'miredo-log':
    case 'ip-addresses':
    case 'ifconfig':
      return reading.of.teredoAddresses;
    case 'address':
      return reading.addresses.map(({ address }) => address);
    default:
      return [];
  }
}

function explainAddress(address: string): ExplainedAddress[] {
  const decoded = decodeTeredoAddress(address);
  if (decoded === null) return [];
  const { server, flags, udpPort, clientIPv4 } = decoded;
  const parts = { address: decoded.address, server, flags: flags.raw, cone: flags.cone, udpPort, clientIPv4 };
  return [{ parts, decoded, facts: teredoAddressFacts(address) }];
}

/** Every Teredo address of the outputs, each once, those that were given alone first. */
export function addressesIn(outputs: SourcedOutput[]): ExplainedAddress[] {
  const alone: string[] = [];
  const shown: string[] = [];
  for (const { reading } of outputs)
    for (const address of addressesOf(reading)) (reading.kind === 'address' ? alone : shown).push(address);
  const explained: ExplainedAddress[] = [];
  for (const address of uniqueTexts(alone.concat(shown)))
    for (const one of explainAddress(address)) explained.push(one);
  return explained;
}
