import { readRegistryQuery } from '../readers/registry-query';
import { splitLines } from '../text/lines';
import type { WindowsCommand } from './windows-command';

/**
 * Where an application leaves its request on Windows: in the hive of the account that it runs under, which only that
 * account and administrators can write. A text of ASCII without quotation marks.
 */
export const APPLICATION_MAILBOX = { key: 'Software\\Teredo Fleet', value: 'requests' };

/** Where the agent tells applications how it stands, from the folder of Windows on: only administrators write there. */
export const STANDING_FILE = 'Teredo Fleet\\standing.txt';

/**
 * An application that left a request calls the agent by a file of this name, from the folder of Windows on: anybody may
 * make one there. It says nothing; the agent looks sooner. Only ever made anew, so that where a link of somebody lies nothing is written through it.
 */
export const APPLICATION_BELL = 'Temp\\teredo-fleet-ask';

/** The account of services and of most software distribution. */
export const SYSTEM_SID = 'S-1-5-18';

const TIMEOUT_MS = 20_000;
const SID = /^S-1-[0-9]+(?:-[0-9]+)+$/;
const PLAIN_TEXT = /^[A-Za-z0-9_.!~*'()%; -]*$/;

/** Asks what an account left; `HKCU` is the own one, any other is a SID. Null for anything else. */
export function readMailboxCommand(hive: string): WindowsCommand | null {
  if (hive !== 'HKCU' && !SID.test(hive)) return null;
  const key = `${hive === 'HKCU' ? hive : `HKU\\${hive}`}\\${APPLICATION_MAILBOX.key}`;
  return { program: 'reg', args: ['query', key, '/v', APPLICATION_MAILBOX.value], timeoutMs: TIMEOUT_MS };
}

/** Leaves a text in the own hive; null for one that is not to be in a command line. */
export function writeMailboxCommand(text: string): WindowsCommand | null {
  if (!PLAIN_TEXT.test(text)) return null;
  const key = `HKCU\\${APPLICATION_MAILBOX.key}`;
  const args = ['add', key, '/v', APPLICATION_MAILBOX.value, '/t', 'REG_SZ', '/d', text, '/f'];
  return { program: 'reg', args, timeoutMs: TIMEOUT_MS };
}

/** The text in what readMailboxCommand prints; empty where there is none. */
export function readMailbox(text: string): string {
  for (const key of readRegistryQuery(splitLines(text)))
    for (const value of key.values)
      if (value.name === APPLICATION_MAILBOX.value && typeof value.data === 'string') return value.data;
  return '';
}

/** Asks for the name of the account whose hive it is. Windows makes the value at log-on. */
export function accountNameCommand(sid: string): WindowsCommand | null {
  if (!SID.test(sid)) return null;
  const args = ['query', `HKU\\${sid}\\Volatile Environment`, '/v', 'USERNAME'];
  return { program: 'reg', args, timeoutMs: TIMEOUT_MS };
}

/** The name in what accountNameCommand prints; null where there is none. */
export function readAccountName(text: string): string | null {
  for (const key of readRegistryQuery(splitLines(text)))
    for (const value of key.values)
      if (typeof value.data === 'string' && value.data !== '') return value.data;
  return null;
}
