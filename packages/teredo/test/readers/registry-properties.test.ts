import { describe, expect, it } from 'vitest';
import { readRegistry } from '../../src/index';

const PATH = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters';
const PS_PATH = `Microsoft.PowerShell.Core\\Registry::${PATH}`;
const keys = (object: object) => readRegistry(JSON.stringify({ PSPath: PS_PATH, ...object })).keys;
const value = (data: unknown) => keys({ A: data })[0]?.values[0];

describe('what Get-ItemProperty shows', () => {
  it('is a key, without what PowerShell adds to it', () => {
    const added = {
      PSParentPath: 'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SYSTEM',
      PSChildName: 'Parameters',
      PSDrive: 'HKLM',
      PSProvider: 'Microsoft.PowerShell.Core\\Registry',
    };
    expect(keys({ ...added, DisabledComponents: 8 })).toEqual([
      {
        path: PATH,
        deleted: false,
        values: [{ name: 'DisabledComponents', type: 'REG_DWORD', data: 8, raw: '8' }],
      },
    ]);
  });

  it('is read as it stands on the console, too', () => {
    const text = `DisabledComponents : 255\nText               : 2a\nPSPath             : ${PS_PATH}\nPSDrive            : HKLM\n`;
    expect(readRegistry(text)).toMatchObject({
      readable: true,
      keys: [
        {
          path: PATH,
          values: [
            { name: 'DisabledComponents', type: 'REG_DWORD', data: 255 },
            { name: 'Text', type: 'REG_SZ', data: '2a' },
          ],
        },
      ],
    });
  });

  it('has the default value under no name', () => {
    expect(keys({ '(default)': 'x' })).toMatchObject([{ values: [{ name: '', data: 'x' }] }]);
  });

  it('is several keys where several were asked for', () => {
    const other = { PSPath: PS_PATH.replace('Tcpip6', 'iphlpsvc'), Start: 2 };
    const text = JSON.stringify([
      { PSPath: PS_PATH, DisabledComponents: 0 },
      other,
      { PSPath: 'C:\\Windows' },
    ]);
    expect(readRegistry(text).keys.map(({ path }) => path)).toEqual([
      PATH,
      PATH.replace('Tcpip6', 'iphlpsvc'),
    ]);
  });

  it.each<[unknown, string, unknown, string]>([
    [-1, 'REG_DWORD', -1, '-1'],
    ['12', 'REG_DWORD', 12, '12'],
    [12345678901, 'REG_DWORD', 12345678901, '12345678901'],
    ['a12', 'REG_SZ', 'a12', 'a12'],
    ['12a', 'REG_SZ', '12a', '12a'],
    ['', 'REG_SZ', '', ''],
    [['a', 'b'], 'unknown', ['a', 'b'], '["a","b"]'],
    [[1, 255], 'unknown', [1, 255], '[1,255]'],
    [[], 'unknown', [], '[]'],
    [['a', 1], 'unknown', null, '["a",1]'],
    [true, 'unknown', null, 'true'],
    [null, 'unknown', null, 'null'],
  ])('has %j as %s', (data, type, read, raw) => {
    expect(value(data)).toEqual({ name: 'A', type, data: read, raw });
  });

  it.each([
    JSON.stringify({ PSPath: 'Microsoft.PowerShell.Core\\FileSystem::C:\\Windows', A: 1 }),
    JSON.stringify({ PSPath: 5, A: 'Registry::HKLM\\X' }),
    JSON.stringify({ A: 1 }),
  ])('is no key without a path in the registry: %s', (text) => {
    expect(readRegistry(text).keys).toEqual([]);
  });
});
