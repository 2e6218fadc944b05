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

/** Hundreds of nanoseconds since 1601. */
const LOGGED_ON_AT = '134096761800000000';

/** Who is logged on, as the script of the notice channel prints it; everybody sits in front of a screen. */
function sessionsOf({ machine }: StandInState): string {
  const coded = (text: string) => Buffer.from(text).toString('base64');
  const lines = machine.users.map(
    ({ name }, n) =>
      `${n + 1} 0 ${coded(`${machine.hostname}\\${name}`)} ${coded(machine.language)} ${LOGGED_ON_AT} S-1-5-21-1-2-3-${1001 + n}`,
  );
  return [...lines, 'end', ''].join('\r\n');
}

/** Ids of the buttons of a message box by which a person agrees: OK, or Yes where there is a choice. */
const AGREED = { ok: 1, yes: 6 } as const;
const CHOICE = 4 | 3;

/** Who made a file or a folder, and what rights in it there are. */
function rightsAskedFor({ madeByUser }: StandInState, script: string): string {
  const rights = madeByUser.some((path) => script.includes(`'${path}'`))
    ? 'O:S-1-5-21-1-2-3-1001G:DUD:(A;OICIID;FA;;;SY)'
    : 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';
  return `${rights}\r\nend\r\n`;
}

/**
 * `powershell -Command ...` of the machine, as far as it is asked for Teredo, its domain, who made a file, and its people,
 * who all agree.
 */
export function runPowerShell(state: StandInState, args: string[]): ProgramAnswer {
  const script = args[args.indexOf('-Command') + 1] ?? '';
  if (isOldRelease(releaseOf(state))) return say(state, '', 1);
  if (/PartOfDomain/.test(script))
    return say(state, `${JSON.stringify({ PartOfDomain: state.machine.domainJoined })}\r\n`);
  if (/Get-NetTeredoConfiguration/.test(script)) return say(state, `${storesOf(state)}\r\n`);
  if (/Get-Acl/.test(script)) return say(state, rightsAskedFor(state, script));
  if (/\[Wts\]::List/.test(script)) return say(state, sessionsOf(state));
  if (/\[Wts\]::Presenting/.test(script)) return say(state, 'presenting unknown\r\n');
  const shown = /\[Wts\]::Show\(\d+, (\d+), /.exec(script);
  if (shown === null) return say(state, '', 1);
  const { ok, yes } = AGREED;
  return say(state, `answer ${(Number(shown[1]) & CHOICE) === 0 ? ok : yes} in front\r\n`);
}
