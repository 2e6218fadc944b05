import { describe, expect, it } from 'vitest';
import { readRegistryAbsence } from '../../src/readers/registry-absence';

const ERROR = 'ERROR: The system was unable to find the specified registry key or value.';
const KEY = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
const absent = (command: string, ...answer: string[]) =>
  readRegistryAbsence([`C:\\>${command}`, '', ...answer]).map(({ path }) => path);

describe('a key that reg query does not find', () => {
  it.each([
    `reg query ${KEY}`,
    `reg query "${KEY}"`,
    `reg.exe query ${KEY}`,
    `REG QUERY ${KEY} /v DisabledComponents`,
    `reg query "${KEY}" /v "disabledcomponents"`,
  ])('%s is empty', (command) => {
    expect(absent(command, ERROR)).toEqual([KEY]);
  });

  it.each([
    `reg query ${KEY} /v Teredo_State`,
    `reg query ${KEY} /s`,
    'reg query HKCU\\Software',
    `type reg query ${KEY}`,
    'reg query',
  ])('%s tells of no key: there may be other values in it', (command) => {
    expect(absent(command, ERROR)).toEqual([]);
  });

  it('is one for each answer', () => {
    expect(absent(`reg query ${KEY}`, ERROR, ERROR)).toEqual([KEY]);
    expect(absent(`reg query ${KEY}`, ERROR, 'C:\\>reg query HKLM\\A', ERROR)).toEqual([KEY, 'HKLM\\A']);
    expect(absent(`reg query ${KEY}`, 'C:\\>dir', ERROR)).toEqual([]);
  });
});
