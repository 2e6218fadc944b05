import * as teredo from '@teredo-fleet/teredo';

const READERS: ((text: string) => unknown)[] = [
  teredo.readNetshTeredoAll,
  teredo.readIpconfig,
  teredo.readNetshInterfaces,
  teredo.readNetshAddresses,
  teredo.readNetshRoutes,
  teredo.readPowerShellTeredoConfiguration,
  teredo.readPowerShellTeredoState,
  teredo.readTeredoRegistry,
  teredo.readFirewallRules,
  teredo.readServices,
  teredo.readReply,
  teredo.readMiredoConfiguration,
  teredo.readMiredoLog,
  teredo.readIpAddresses,
  teredo.readIpRoutes,
  teredo.readIfconfig,
  teredo.readOsRelease,
  teredo.decodeTeredoAddress,
  (text) => teredo.explain([{ source: null, text }], 0),
];

/** Puts a text before every reader there is: none of them may throw, whatever it is. */
export function readEverything(text: string): void {
  for (const read of READERS) read(text);
}
