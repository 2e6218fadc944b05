import { readRegistryQuery } from '../readers/registry-query';
import { splitLines } from '../text/lines';
import type { WindowsCommand } from './windows-command';

/**
 * Which enrolment is this machine's, where only administrators write: the SHA-256 of the agent's `enrolment.json`, 64
 * lower-case hexadecimal digits. A folder with an enrolment can be put in the place of ours by others; this can't.
 */
const MARK = { key: 'HKLM\\SOFTWARE\\Teredo Fleet', value: 'enrolment' };

const TIMEOUT_MS = 20_000;
const SHA256 = /^[0-9a-f]{64}$/;

const reg = (args: string[]): WindowsCommand => ({ program: 'reg', args: args, timeoutMs: TIMEOUT_MS });

/** Writes it. Null for what is no SHA-256. */
export function markEnrolmentCommand(sha256: string): WindowsCommand | null {
  if (!SHA256.test(sha256)) return null;
  return reg(['add', MARK.key, '/v', MARK.value, '/t', 'REG_SZ', '/d', sha256, '/f']);
}

export const readEnrolmentMarkCommand = (): WindowsCommand => reg(['query', MARK.key, '/v', MARK.value]);

export const removeEnrolmentMarkCommand = (): WindowsCommand =>
  reg(['delete', MARK.key, '/v', MARK.value, '/f']);

/** The SHA-256 in what readEnrolmentMarkCommand prints; null where there is none. */
export function readEnrolmentMark(text: string): string | null {
  for (const key of readRegistryQuery(splitLines(text)))
    for (const value of key.values)
      if (value.name === MARK.value && typeof value.data === 'string' && SHA256.test(value.data))
        return value.data;
  return null;
}
