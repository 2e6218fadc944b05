import * as teredo from '../../src/index';

/** Every reader of text that the package has, by name. */
export const READERS: Record<string, (text: string) => unknown> = {
  cleanText: teredo.cleanText,
  readNetshTeredoAll: teredo.readNetshTeredoAll,
  readIpconfig: teredo.readIpconfig,
  readNetshInterfaces: teredo.readNetshInterfaces,
  readNetshAddresses: teredo.readNetshAddresses,
  readNetshRoutes: teredo.readNetshRoutes,
  readPowerShellTeredoConfiguration: teredo.readPowerShellTeredoConfiguration,
  readPowerShellTeredoState: teredo.readPowerShellTeredoState,
  readTeredoRegistry: teredo.readTeredoRegistry,
  readFirewallRules: teredo.readFirewallRules,
  readServices: teredo.readServices,
  readReply: teredo.readReply,
  readMiredoConfiguration: teredo.readMiredoConfiguration,
  readMiredoLog: teredo.readMiredoLog,
  readIpAddresses: teredo.readIpAddresses,
  readIpRoutes: teredo.readIpRoutes,
  readIfconfig: teredo.readIfconfig,
  readOsRelease: teredo.readOsRelease,
  readUnitStatus: teredo.readUnitStatus,
  decodeTeredoAddress: teredo.decodeTeredoAddress,
  readRegistry: teredo.readRegistry,
  readWindowsVersion: teredo.readWindowsVersion,
  isPrintedText: teredo.isPrintedText,
  explain: (text) => teredo.explain([{ source: null, text }], 0),
};
