import {
  decodeConsoleBytes,
  LIST_HIVES,
  LIST_SESSIONS,
  languageTagOf,
  programPath,
  readHives,
  readLogonSessions,
  type WindowsCommand,
} from '@teredo-fleet/teredo';
import { fileExists } from '../host/files';
import type { ProcessRunner, ProgramResult } from '../host/processes';
import { readRegistryText, readRegistryValue } from '../host/registry';
import { systemRoot } from '../host/shell';
import { type HiveOwner, type Person, peopleOf } from './people';

/** Windows makes them at log-on and forgets them with the session; which of them differs by release. */
const OF_LOGGED_ON = ['APPDATA', 'LOGONSERVER', 'HOMEPATH'];

/** The owner of a hive; null: nobody who is logged on. */
function ownerOf(sid: string): HiveOwner | null {
  const hive = `HKEY_USERS\\${sid}`;
  const session = `${hive}\\Volatile Environment`;
  if (!OF_LOGGED_ON.some((name) => readRegistryValue(session, name) !== null)) return null;
  const ofXp = `${hive}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer`;
  const locale = readRegistryText(`${hive}\\Control Panel\\International`, 'Locale');
  return {
    sid,
    user: readRegistryText(session, 'USERNAME') ?? readRegistryText(ofXp, 'Logon User Name'),
    domain: readRegistryText(session, 'USERDOMAIN'),
    language: locale === null ? null : languageTagOf(locale.slice(-4)),
  };
}

/** Who is logged on, as this Windows can tell. Throws when it can't. */
export function listPeople(runner: ProcessRunner, oemCodePage: number | null): Person[] {
  const canList = fileExists(programPath('qwinsta', systemRoot()));
  const commands: WindowsCommand[] = canList ? [LIST_HIVES, LIST_SESSIONS] : [LIST_HIVES];
  const results = runner.runAll(commands);
  const textOf = (result: ProgramResult | null): string =>
    result === null ? '' : decodeConsoleBytes(result.output, oemCodePage).text;
  const hives = results[0] ?? null;
  if (hives === null || hives.exitCode !== 0)
    throw new Error('Windows did not list the hives of its users (reg query HKU).');
  const owners = readHives(textOf(hives))
    .map(ownerOf)
    .filter((owner): owner is HiveOwner => owner !== null);
  return peopleOf(owners, readLogonSessions(textOf(results[1] ?? null)));
}
