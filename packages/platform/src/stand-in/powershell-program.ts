import { isOldRelease } from '@teredo-fleet/teredo';
import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { machineOf, releaseOf, type StandInState } from './stand-in-state';

const NUMBERS = [
  'default',
  'relay',
  'client',
  'server',
  'disabled',
  'automatic',
  'enterpriseclient',
  'natawareclient',
];

function storesOf(state: StandInState): string {
  const { settings, policyTeredoState } = machineOf(state);
  const ruled = policyTeredoState?.toLowerCase().replace(' ', '') ?? settings.teredoType;
  const store = (name: string, type: string) => ({
    PolicyStore: name,
    Type: NUMBERS.indexOf(type),
    ServerName: settings.serverName,
    RefreshIntervalSeconds: settings.refreshIntervalSeconds,
    ClientPort: settings.clientPort ?? 0,
    DefaultQualified: false,
    ServerShunt: false,
    ServerVirtualIP: '0.0.0.0',
  });
  return JSON.stringify([store('PersistentStore', settings.teredoType), store('ActiveStore', ruled)]);
}

/** `powershell -Command ...` of the machine, as far as it is asked for Teredo and its domain. */
export function runPowerShell(state: StandInState, args: string[]): ProgramAnswer {
  const script = args[args.indexOf('-Command') + 1] ?? '';
  if (isOldRelease(releaseOf(state))) return say(state, '', 1);
  if (/PartOfDomain/.test(script))
    return say(state, `${JSON.stringify({ PartOfDomain: state.machine.domainJoined })}\r\n`);
  if (/Get-NetTeredoConfiguration/.test(script)) return say(state, `${storesOf(state)}\r\n`);
  return say(state, '', 1);
}
