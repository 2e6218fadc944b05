import { describe, expect, it } from 'vitest';
import { toldText } from '../../src/windows/told-text';

const KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

describe('what of an answer goes into the evidence', () => {
  it('is of the version what is read, and neither the owner nor the product key', () => {
    const text = [
      '',
      KEY,
      '    RegisteredOwner    REG_SZ    kim.example',
      '    RegisteredOrganization    REG_SZ    Example',
      '    CurrentBuildNumber    REG_SZ    19045',
      '    ProductId    REG_SZ    00330-80000-00000-AA123',
      '    DigitalProductId    REG_BINARY    A40000000300',
      '    ProductName    REG_SZ    Windows 10 Pro',
      '    CurrentMajorVersionNumber    REG_DWORD    0xa',
      '    PathName    REG_SZ    C:\\Windows',
      '',
      `${KEY}\\Winlogon`,
      '',
    ].join('\r\n');
    const told = toldText('version', text);
    expect(told.split('\n').map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
      KEY,
      'CurrentBuildNumber',
      'ProductName',
      'CurrentMajorVersionNumber',
      `${KEY}\\Winlogon`,
      '',
    ]);
    expect(told).not.toMatch(/kim|Example|00330|A4000/);
  });

  it('is nothing where nothing of it is known', () => {
    expect(toldText('version', 'kim.example\r\n')).toBe('');
  });

  it('is of a rule of the firewall everything but whose it is', () => {
    const rule =
      '    {A}    REG_SZ    v2.30|Action=Allow|Active=TRUE|Dir=In|App=C:\\Users\\kim\\AppData\\Local\\x.exe|Name=@{x}|LUOwn=S-1-5-21-1-2-3-1001|LUAuth2_24=D:(A;;CC;;;S-1-5-21-1)|RUAuth=O:LSD:(A;;CC;;;S-1-5-21-2)|RMauth=O:LSD:(A;;CC;;;S-1-5-21-3)|Edge=TRUE|';
    const told = toldText('firewall-rules', rule);
    expect(told).toBe(
      '    {A}    REG_SZ    v2.30|Action=Allow|Active=TRUE|Dir=In|App=C:\\Users\\(left out)\\AppData\\Local\\x.exe|Name=@{x}|LUOwn=(left out)|LUAuth2_24=(left out)|RUAuth=(left out)|RMauth=(left out)|Edge=TRUE|',
    );
    const old = 'C:\\Documents and Settings\\kim\\x.exe:*:Enabled:x';
    expect(toldText('firewall-profiles', old)).toBe(
      'C:\\Documents and Settings\\(left out)\\x.exe:*:Enabled:x',
    );
    expect(toldText('policy', 'C:\\Users\\kim')).toBe('C:\\Users\\kim');
  });
});
