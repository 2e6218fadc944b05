import type { TeredoType, Unknown } from '../observation';
import { windowsCommandOf } from '../text/console-lines';
import { findJsonValues, type JsonObject, jsonObjectsOf, propertyOf } from '../text/json-values';
import { readWholeNumber, splitLines } from '../text/lines';
import { readPropertyLists } from '../text/property-lists';
import { stateAtStart, teredoTypeOf } from './netsh-teredo-words';
import { notUnderstood } from './not-understood';
import type {
  PowerShellTeredoConfiguration,
  PowerShellTeredoConfigurationReading,
  PowerShellTeredoStateReading,
  TeredoStore,
} from './powershell-teredo-reading';

/** Numbers of MSFT_NetTeredoConfiguration.Type. The one of natawareclient is not known, so 7 is unknown. */
const TYPE_NUMBERS: TeredoType[] = [
  'default',
  'relay',
  'client',
  'server',
  'disabled',
  'automatic',
  'enterpriseclient',
];

/** The type of a number as WMI and the registry hold it; `unknown` for one that isn't documented. */
export function teredoTypeOfNumber(value: number): TeredoType | Unknown {
  return TYPE_NUMBERS[value] ?? 'unknown';
}

function typeOf(value: unknown): TeredoType | Unknown {
  const text = printed(value);
  const number = readWholeNumber(text, 0, 99);
  return number === null ? (teredoTypeOf(text) ?? 'unknown') : teredoTypeOfNumber(number);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

const printed = (value: unknown): string => textOf(value) ?? '';

function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = printed(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}

/** `ActiveStore` counts, `PersistentStore` is local, a name with a backslash is a policy object. */
function storeOf(value: unknown): TeredoStore {
  const name = printed(value).toLowerCase();
  if (name === 'activestore') return 'active';
  if (name === 'persistentstore') return 'persistent';
  return name.indexOf('\\') === -1 ? 'unknown' : 'policy';
}

function hostOf(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : text.replace(/\.$/, '');
}

function configurationOf(object: JsonObject): PowerShellTeredoConfiguration {
  return {
    store: storeOf(propertyOf(object, 'PolicyStore')),
    type: typeOf(propertyOf(object, 'Type')),
    serverName: hostOf(propertyOf(object, 'ServerName')),
    refreshIntervalSeconds: readWholeNumber(printed(propertyOf(object, 'RefreshIntervalSeconds')), 1, 86400),
    clientPort: readWholeNumber(printed(propertyOf(object, 'ClientPort')), 1, 65535),
    serverVirtualIP: textOf(propertyOf(object, 'ServerVirtualIP')),
    defaultQualified: flagOf(propertyOf(object, 'DefaultQualified')),
    serverShunt: flagOf(propertyOf(object, 'ServerShunt')),
  };
}

/** Only this class has both: a type and one of the two properties that no other class has. */
function isConfiguration(object: JsonObject): boolean {
  const own = ['RefreshIntervalSeconds', 'ServerShunt', 'DefaultQualified', 'ServerVirtualIP'];
  const hasOwn = own.some((name) => propertyOf(object, name) !== undefined);
  const hasServer = propertyOf(object, 'ServerName') !== undefined;
  return propertyOf(object, 'Type') !== undefined && (hasOwn || hasServer);
}

function objectsIn(text: string): JsonObject[] {
  const plain = text.replace(/\0/g, '');
  const objects = jsonObjectsOf(findJsonValues(plain));
  return objects.length > 0 ? objects : readPropertyLists(plain);
}

/**
 * Reads `Get-NetTeredoConfiguration` as JSON (numbers or names for Type, one object or a list) or as a list of
 * properties. Verbatim output was never seen: only the documented names are relied on. Never throws.
 */
export function readPowerShellTeredoConfiguration(text: string): PowerShellTeredoConfigurationReading {
  const objects = objectsIn(text).filter(isConfiguration);
  const configurations = objects.map(configurationOf);
  const missed = objects
    .map((object) => propertyOf(object, 'Type'))
    .filter((type) => typeOf(type) === 'unknown');
  return {
    readable: configurations.length > 0,
    configurations,
    notUnderstood: missed.map((type) => notUnderstood('type', String(type))),
  };
}

function isNothing(text: string, values: unknown[]): boolean {
  const bare = text.replace(/[\s\0\ufeff]/g, '');
  if (bare === '' || bare === 'null') return true;
  return (
    bare === JSON.stringify(values[0]) &&
    jsonObjectsOf(values).every((object) => Object.keys(object).length === 0)
  );
}

/**
 * Reads `Get-NetTeredoState`. It prints nothing when Teredo isn't active, so nothing (or an empty object or list) is
 * an answer without a state and not *off*. Its texts may be translated; that isn't known. Never throws.
 */
export function readPowerShellTeredoState(whole: string): PowerShellTeredoStateReading {
  const text = splitLines(whole)
    .filter((line) => windowsCommandOf(line) === null)
    .join('\n');
  const nothing = { state: null, stateText: null, errorText: null };
  if (isNothing(text, findJsonValues(text))) return { readable: true, ...nothing };
  const found = objectsIn(text).filter(
    (object) => propertyOf(object, 'State') !== undefined && !isConfiguration(object),
  );
  const object = found[found.length - 1];
  if (object === undefined) return { readable: false, ...nothing };
  const stateText = textOf(propertyOf(object, 'State'));
  return {
    readable: true,
    state: stateText === null ? null : (stateAtStart(stateText) ?? 'unknown'),
    stateText,
    errorText: textOf(propertyOf(object, 'Error')),
  };
}
