import { describe, expect, it } from 'vitest';
import { rawWindowsOf, type WindowsAnswers, WindowsSettingsError, windowsSettingsOf } from '../../src/index';

const measured = {
  times: { configured: 1, effective: 1, reachable: 1, firewall: 1 },
  probe: null,
  ping: null,
};
const raw = (answers: WindowsAnswers) => rawWindowsOf(answers, measured);
const registry = (key: string, ...lines: string[]) => ({
  text: `\r\n${key}\r\n${lines.map((line) => `    ${line}\r\n`).join('')}\r\n`,
  exitCode: 0,
});
const version = registry(
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion',
  'CurrentVersion    REG_SZ    6.1',
  'CurrentBuildNumber    REG_SZ    7601',
  'ProductName    REG_SZ    Windows 7 Professional',
  'CSDVersion    REG_SZ    Service Pack 1',
);
const absent = { text: 'ERROR: not there\r\n', exitCode: 1 };
const empty = { text: '\r\n', exitCode: 0 };

describe('the answers of a Windows', () => {
  it('say nothing where nothing was asked, and nothing of that is off', () => {
    expect(raw({})).toMatchObject({
      os: { name: 'Windows', version: '', servicePack: null, displayLanguage: null },
      elevated: 'unknown',
      domainJoined: 'unknown',
      ipv6Installed: 'unknown',
      disabledComponents: 'unknown',
      policyTeredoState: 'unknown',
      policyServerName: 'unknown',
      serviceState: 'unknown',
      firewall: { on: 'unknown', teredoException: 'unknown', setBy: 'unknown' },
    });
  });

  it.each([
    ['a key that is not there', absent, null, 0],
    ['a key with nothing in it', empty, null, 0],
    ['a program that did not end', null, 'unknown', 'unknown'],
    ['an exit code that nobody knows', { text: '', exitCode: 9009 }, 'unknown', 'unknown'],
  ] as const)('of %s are told from what it says', (_what, answer, policy, components) => {
    const said = raw({ version, policy: answer, 'disabled-components': answer });
    expect(said.policyTeredoState).toBe(policy);
    expect(said.disabledComponents).toBe(components);
  });

  it('of values of the wrong type are unknown', () => {
    const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters';
    const odd = registry(key, 'DisabledComponents    REG_SZ    0x8');
    expect(raw({ version, 'disabled-components': odd }).disabledComponents).toBe('unknown');
  });

  it('tell a member of a domain by its name and the service that logs on to it', () => {
    const parameters = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
    const logon = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Netlogon';
    const named = registry(parameters, 'Domain    REG_SZ    corp.example');
    const by = (start: string) =>
      raw({
        version,
        'domain-name': named,
        'logon-service': registry(logon, `Start    REG_DWORD    ${start}`),
      }).domainJoined;
    expect([by('0x2'), by('0x3')]).toEqual([true, false]);
    expect(raw({ version, 'domain-name': named }).domainJoined).toBe('unknown');
    const byCim = { text: '{"PartOfDomain":false}\r\n', exitCode: 0 };
    expect(raw({ version, 'domain-by-cim': byCim, 'domain-name': named }).domainJoined).toBe(false);
  });

  it('hold no settings to save where a part could not be read, and name it', () => {
    expect(() => windowsSettingsOf({ version }, '7')).toThrow(WindowsSettingsError);
    expect(() => windowsSettingsOf({ version }, '7')).toThrow(/\(the Teredo type\).*Nothing was changed/);
    expect(() => windowsSettingsOf({ version }, 'xp-sp3')).toThrow(/whether IPv6 is installed/);
  });
});
