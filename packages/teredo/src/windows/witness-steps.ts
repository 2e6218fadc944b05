import { addressKindOf } from '../address-kind';
import { parseIPv4 } from '../ipv4';
import { readIpconfig } from '../readers/ipconfig';
import {
  DEFAULT_ROUTE_COMMAND,
  hasAnsweredPing,
  isSameAddress,
  OWN_ADDRESSES_COMMAND,
  pingWitnessCommand,
  readDefaultRoute,
} from './network-commands';
import type { WindowsCommand } from './windows-command';

/** Whether the machine answers itself there, without any network. */
function isLoopback(address: string): boolean {
  const four = parseIPv4(address);
  return four === null ? addressKindOf(address) === 'loopback' : four[0] === 127;
}

function isOwnAddress(address: string, ipconfig: string): boolean {
  return readIpconfig(ipconfig).adapters.some(({ addresses }) =>
    addresses.some((own) => isSameAddress(own.address, address)),
  );
}

/**
 * What to run next to know whether a witness answers, or whether it does. `witness` is an address, or `default-gateway`;
 * `said` is what the commands so far have printed, in their order, of which ASCII is enough. An address of the machine itself
 * answers also where no network is left, and is no witness.
 */
export function nextWitnessStep(witness: string, said: readonly string[]): WindowsCommand | boolean {
  const isGateway = witness === 'default-gateway';
  if (isGateway && said.length === 0) return DEFAULT_ROUTE_COMMAND;
  const address = isGateway ? readDefaultRoute(said[0] ?? '') : witness;
  const command = address === null || isLoopback(address) ? null : pingWitnessCommand(address);
  if (address === null || command === null) return false;
  const [pinged, ipconfig] = isGateway ? said.slice(1) : said;
  if (pinged === undefined) return command;
  if (!hasAnsweredPing(pinged, address)) return false;
  return ipconfig === undefined ? OWN_ADDRESSES_COMMAND : !isOwnAddress(address, ipconfig);
}
