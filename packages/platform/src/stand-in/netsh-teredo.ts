import type { LocalTeredo, TeredoType } from '@teredo-fleet/teredo';
import { clientStateOf } from '../simulator';
import { netshText } from '../simulator/netsh-text';
import type { ProgramAnswer } from './program-answer';
import { change, say } from './program-answer';
import { replyWords } from './reply-words';
import { machineOf, releaseOf, type StandInState } from './stand-in-state';

/** The parameters in the order in which they may stand without their names. */
const PARAMETERS = ['type', 'servername', 'refreshinterval', 'clientport'] as const;
type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;

function parametersOf(args: string[]): Parameters | null {
  const found: Parameters = {};
  for (const [place, arg] of args.entries()) {
    const equals = arg.indexOf('=');
    const name = equals === -1 ? PARAMETERS[place] : arg.slice(0, equals).toLowerCase();
    if (name === undefined || !PARAMETERS.includes(name as never)) return null;
    found[name as keyof Parameters] = arg.slice(equals + 1);
  }
  return found;
}

/** `disable` is taken for `disabled` everywhere; natawareclient from Windows 10 on, server on Windows Server. */
function typeOf(state: StandInState, word: string): TeredoType | null {
  const release = releaseOf(state);
  const isNew = release === '10' || release === '11';
  const known: Record<string, TeredoType> = {
    disable: 'disabled',
    disabled: 'disabled',
    client: 'client',
    enterpriseclient: 'enterpriseclient',
    default: 'default',
    ...(isNew ? { natawareclient: 'natawareclient' as const } : {}),
    ...(/server/i.test(state.machine.os.name) ? { server: 'server' as const } : {}),
  };
  return known[word.toLowerCase()] ?? null;
}

function numberOf(word: string, max: number): number | null | 'wrong' {
  if (word.toLowerCase() === 'default') return null;
  const value = Number(word);
  return Number.isInteger(value) && value >= 1 && value <= max ? value : 'wrong';
}

/** What would be set; null for what Windows refuses. */
function teredoAfter(state: StandInState, { type, ...rest }: Parameters): LocalTeredo | null {
  const { teredo } = state.settings;
  const wanted = type === undefined ? (teredo.type ?? 'default') : typeOf(state, type);
  const refresh =
    rest.refreshinterval === undefined
      ? teredo.refreshIntervalSeconds
      : numberOf(rest.refreshinterval, 86_400);
  const port = rest.clientport === undefined ? teredo.clientPort : numberOf(rest.clientport, 65_535);
  if (wanted === null || refresh === 'wrong' || port === 'wrong') return null;
  const name = rest.servername;
  return {
    type: wanted === 'default' ? null : wanted,
    serverName: name === undefined ? teredo.serverName : name.toLowerCase() === 'default' ? null : name,
    refreshIntervalSeconds: refresh,
    clientPort: port,
  };
}

/** `netsh interface teredo set state ...`, on XP and 2003 `netsh interface ipv6 set teredo ...`. */
export function setTeredo(state: StandInState, args: string[]): ProgramAnswer {
  const words = replyWords(state.machine.language);
  const parameters = parametersOf(args);
  const wanted = parameters === null ? null : teredoAfter(state, parameters);
  if (wanted === null || args.length === 0) return say(state, `${words.parameter}\r\n\r\n`, 1);
  const taken = state.quirk === 'partial' ? { ...state.settings.teredo, type: wanted.type } : wanted;
  return change(state, { teredo: taken }, `${words.ok}\r\n\r\n`);
}

/** What the client says of itself; with Teredo's service down, four lines. */
export function showTeredo(state: StandInState): ProgramAnswer {
  const machine = machineOf(state);
  return say(state, netshText(machine, clientStateOf(machine)));
}

/** The script that sets again what is set. Real output was never seen. */
export function dumpTeredo(state: StandInState): ProgramAnswer {
  const { type, serverName, refreshIntervalSeconds, clientPort } = state.settings.teredo;
  const old = releaseOf(state).includes('sp');
  const isSet =
    type !== null || serverName !== null || refreshIntervalSeconds !== null || clientPort !== null;
  const values = `type=${type ?? 'default'} servername=${serverName ?? 'default'} refreshinterval=${refreshIntervalSeconds ?? 'default'} clientport=${clientPort ?? 'default'}`;
  const lines = [
    '#========================',
    '# Teredo configuration',
    '#========================',
    `pushd interface ${old ? 'ipv6' : 'teredo'}`,
    '',
    old ? 'reset' : '',
    isSet ? `set ${old ? 'teredo' : 'state'} ${values}` : '',
    '',
    'popd',
    '# End of Teredo configuration',
    '',
  ];
  return say(state, lines.join('\r\n'));
}
