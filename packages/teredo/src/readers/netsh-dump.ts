import type { TeredoType, Unknown } from '../observation';
import { consoleLines } from '../text/console-lines';
import { readWholeNumber } from '../text/lines';
import { textAt } from '../text/text-at';
import { serverNameOf } from './netsh-teredo-values';
import { teredoTypeOf } from './netsh-teredo-words';
import { type NotUnderstood, notUnderstood } from './not-understood';

/** What `netsh interface teredo dump` prints, a script that sets again what is set. Null: it does not set that. */
export interface NetshDumpReading {
  /** False when the text holds no script of the Teredo context, and none of IPv6's that sets Teredo. */
  readable: boolean;
  type: TeredoType | Unknown | null;
  serverName: string | null | Unknown;
  refreshIntervalSeconds: number | null;
  /** Null: the system chooses, or not set. */
  clientPort: number | null;
  notUnderstood: NotUnderstood[];
}

/** The parameters in the order in which they may stand without their names. */
const PARAMETERS = ['type', 'servername', 'refreshinterval', 'clientport', 'servervirtualip'];

/** The values of a line that sets Teredo, by name, else by place. */
function parametersOf(rest: string): { [name: string]: string } {
  const values: { [name: string]: string } = {};
  let place = 0;
  for (const word of rest.replace(/\s/g, ' ').split(' ')) {
    if (word === '') continue;
    const equals = word.indexOf('=');
    const name = equals === -1 ? PARAMETERS[place] : word.slice(0, equals).toLowerCase();
    place += 1;
    if (name !== undefined) values[name] = word.slice(equals + 1).replace(/^"(.*)"$/, '$1');
  }
  return values;
}

/** `disable` is taken for `disabled`. */
function typeOf(word: string): TeredoType | Unknown {
  return word.toLowerCase() === 'disable' ? 'disabled' : (teredoTypeOf(word) ?? 'unknown');
}

const isDefault = (word: string | undefined): boolean =>
  word === undefined || word === '' || word.toLowerCase() === 'default';

function numberOf(
  reading: NetshDumpReading,
  field: string,
  word: string | undefined,
  max: number,
): number | null {
  if (word === undefined || isDefault(word) || word === '0') return null;
  const value = readWholeNumber(word, 1, max);
  if (value === null) reading.notUnderstood.push(notUnderstood(field, word));
  return value;
}

function readSetting(reading: NetshDumpReading, rest: string): void {
  const values = parametersOf(rest);
  const { type, servername } = values;
  if (type !== undefined) reading.type = typeOf(type);
  if (reading.type === 'unknown') reading.notUnderstood.push(notUnderstood('type', type ?? ''));
  if (servername !== undefined) reading.serverName = serverNameOf(servername);
  reading.refreshIntervalSeconds = numberOf(reading, 'refreshIntervalSeconds', values.refreshinterval, 86400);
  reading.clientPort = numberOf(reading, 'clientPort', values.clientport, 65535);
}

/**
 * Reads `netsh interface teredo dump`, or Teredo's line of `netsh interface ipv6 dump`. Its commands are the ones that netsh
 * takes, which are not translated; real output was never seen. Never throws.
 */
export function readNetshDump(text: string): NetshDumpReading {
  const reading: NetshDumpReading = {
    readable: false,
    type: null,
    serverName: null,
    refreshIntervalSeconds: null,
    clientPort: null,
    notUnderstood: [],
  };
  let context = '';
  for (const line of consoleLines(text)) {
    const entered = /^\s{0,9}pushd interface (teredo|ipv6)\s{0,9}$/i.exec(line);
    if (entered !== null) context = textAt(entered, 1).toLowerCase();
    else if (/^\s{0,9}popd\s{0,9}$/i.test(line)) context = '';
    if (context === 'teredo') reading.readable = true;
    const set = /^\s{0,9}set (state|teredo) (.{1,400})$/i.exec(line);
    if (set === null || context !== (textAt(set, 1).toLowerCase() === 'state' ? 'teredo' : 'ipv6')) continue;
    reading.readable = true;
    readSetting(reading, textAt(set, 2).trim());
  }
  return reading;
}
