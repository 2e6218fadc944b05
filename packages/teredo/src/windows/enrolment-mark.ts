import { readRegistryQuery } from '../readers/registry-query';
import { splitLines } from '../text/lines';
import type { WindowsCommand } from './windows-command';

/**
 * Which enrolment is this machine's, where only administrators write: the SHA-256 of the agent's `enrolment.json`, 64
 * lower-case hexadecimal digits; while it is being replaced those of both, with a comma between. A folder with an enrolment
 * can be put in the place of ours by others; this can't.
 */
const MARK = { key: 'HKLM\\SOFTWARE\\Teredo Fleet', value: 'enrolment' };

const TIMEOUT_MS = 20_000;
const SHA256 = /^[0-9a-f]{64}$/;

const reg = (args: string[]): WindowsCommand => ({ program: 'reg', args: args, timeoutMs: TIMEOUT_MS });

/** Writes it. Null for what is no SHA-256, and for none. */
export function markEnrolmentCommand(sha256s: readonly string[]): WindowsCommand | null {
  if (sha256s.length === 0 || !sha256s.every((sha256) => SHA256.test(sha256))) return null;
  return reg(['add', MARK.key, '/v', MARK.value, '/t', 'REG_SZ', '/d', sha256s.join(','), '/f']);
}

export const readEnrolmentMarkCommand = (): WindowsCommand => reg(['query', MARK.key, '/v', MARK.value]);

/** Reads what every Windows has. Where that succeeds, a mark that can't be read is not there. */
export const readAnyValueCommand = (): WindowsCommand =>
  reg(['query', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', '/v', 'CurrentVersion']);

export const removeEnrolmentMarkCommand = (): WindowsCommand =>
  reg(['delete', MARK.key, '/v', MARK.value, '/f']);

/** The SHA-256s in what readEnrolmentMarkCommand prints. */
export function readEnrolmentMark(text: string): string[] {
  for (const key of readRegistryQuery(splitLines(text)))
    for (const value of key.values)
      if (value.name === MARK.value && typeof value.data === 'string')
        return value.data.split(',').filter((sha256) => SHA256.test(sha256));
  return [];
}
