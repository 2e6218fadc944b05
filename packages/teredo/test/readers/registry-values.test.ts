import { describe, expect, it } from 'vitest';
import { explain, readRegistry, readTeredoRegistry } from '../../src/index';

const SYSTEM = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet';
const POLICY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
const key = (path: string, ...values: string[]) =>
  `${path}\r\n${values.map((value) => `    ${value}\r\n`).join('')}\r\n`;
const one = (text: string) => readRegistry(text).keys[0]?.values[0];
const policy = (...values: string[]) => readTeredoRegistry(key(POLICY, ...values)).policy;

describe('a path of the registry', () => {
  it.each([
    ['HKLM\\SYSTEM\\X', 'HKEY_LOCAL_MACHINE\\SYSTEM\\X'],
    ['hklm\\SYSTEM\\X', 'HKEY_LOCAL_MACHINE\\SYSTEM\\X'],
    ['HKCU\\X', 'HKEY_CURRENT_USER\\X'],
    ['HKCR\\X', 'HKEY_CLASSES_ROOT\\X'],
    ['HKU\\X', 'HKEY_USERS\\X'],
    ['HKCC\\X', 'HKEY_CURRENT_CONFIG\\X'],
    ['HKEY_LOCAL_MACHINE\\X\\', 'HKEY_LOCAL_MACHINE\\X'],
  ])('%s is %s', (path, full) => {
    expect(readRegistry(key(path, 'A    REG_SZ    b')).keys).toMatchObject([{ path: full }]);
    expect(readRegistry(`[${path}]\n"A"="b"\n`).keys).toMatchObject([{ path: full }]);
  });

  it('is empty for a value that stands alone', () => {
    expect(readRegistry('    A    REG_DWORD    0x1\n').keys).toEqual([
      { path: '', deleted: false, values: [{ name: 'A', type: 'REG_DWORD', data: 1, raw: '0x1' }] },
    ]);
    expect(readRegistry('"A"=dword:00000001\n').keys).toEqual([
      {
        path: '',
        deleted: false,
        values: [{ name: 'A', type: 'REG_DWORD', data: 1, raw: 'dword:00000001' }],
      },
    ]);
  });
});

describe('a line of reg query', () => {
  it.each(['   HKLM\\X', 'HKLM\\X   ', 'HKLM\\X\\'])('%j is a key, whatever space is around it', (line) => {
    expect(readRegistry(`${line}\n    A    REG_SZ    b\n`).keys).toMatchObject([
      { path: 'HKEY_LOCAL_MACHINE\\X', values: [{ name: 'A' }] },
    ]);
  });

  it.each(['HKLM\\X = 5', 'HKLM\\X | more', 'see HKLM\\X', 'HKLM', 'words'])('%j is no key', (line) => {
    expect(readRegistry(line)).toEqual({ readable: false, keys: [], notUnderstood: [] });
  });

  it('names a value, also with parentheses in the name', () => {
    for (const name of ['A (b)', '(a) b'])
      expect(one(key(SYSTEM, `${name}    REG_SZ    x`))).toMatchObject({ name, data: 'x' });
  });
});

describe('a value of the registry', () => {
  it.each<[string, string, unknown]>([
    ['"A"="a \\"b\\" \\\\c"', 'REG_SZ', 'a "b" \\c'],
    ['"A"=dword:000000FF', 'REG_DWORD', 255],
    ['"A"=hex:01,ff', 'REG_BINARY', [1, 255]],
    ['"A"=hex:', 'REG_BINARY', []],
    ['"A"=hex(1):61,00,62,00,00,00', 'REG_SZ', 'ab'],
    ['"A"=hex(2):25,00,00,00', 'REG_EXPAND_SZ', '%'],
    ['"A"=hex(4):01,02,00,00', 'REG_DWORD', 0x201],
    ['"A"=hex(5):00,00,02,01', 'REG_DWORD_BIG_ENDIAN', 0x201],
    ['"A"=hex(7):61,00,00,00,62,00,00,00,00,00', 'REG_MULTI_SZ', ['a', 'b']],
    ['"A"=hex(b):01,00,00,00,01,00,00,00', 'REG_QWORD', 0x100000001],
    ['"A"=hex(0):', 'REG_NONE', []],
    ['"A"=hex(4):01,02,00', 'REG_DWORD', null],
    ['"A"=hex(b):01', 'REG_QWORD', null],
    ['"A"=hex:0', 'REG_BINARY', null],
    ['"A"=hex:zz', 'REG_BINARY', null],
    ['"A"=hex(63):01', 'unknown', [1]],
    ['"A"=hex(5):01,02', 'REG_DWORD_BIG_ENDIAN', null],
    ['"A"=hex(4):zz', 'REG_DWORD', null],
    ['"A"=hex(1):61,00,00,00,00,00', 'REG_SZ', 'a'],
    ['"A"=hex(7):61,00,00,00,00,00,62,00', 'REG_MULTI_SZ', ['a', 'b']],
    ['  "A"  =  dword:1  ', 'REG_DWORD', 1],
    ['"A"="b" ; a comment', 'REG_SZ', 'b'],
  ])('in an export %s', (line, type, data) => {
    expect(one(`Windows Registry Editor Version 5.00\n\n[${SYSTEM}]\n${line}\n`)).toMatchObject({
      name: 'A',
      type,
      data,
    });
  });

  it('in an export of version 4 has one byte a character', () => {
    expect(one(`REGEDIT4\n\n[${SYSTEM}]\n"A"=hex(2):61,62,00\n`)).toMatchObject({ data: 'ab' });
  });

  it('in an export goes on behind a backslash', () => {
    expect(one(`[${SYSTEM}]\n"A"=hex:01,\\\n  02,\\\n  03\n`)).toMatchObject({
      data: [1, 2, 3],
      raw: 'hex:01,02,03',
    });
    expect(one(`[${SYSTEM}]\n  "A"=hex:01,\\  \n  02,\\\n`)).toMatchObject({ data: [1, 2] });
    expect(one(`[${SYSTEM}]\n@=hex:\\\n  02\n`)).toMatchObject({ name: '', data: [2] });
  });

  it('in an export ends with its line where the backslash is one of a text or of a path', () => {
    expect(readRegistry(`[${SYSTEM}]\n"A"="C:\\\\"\n"B"="x"\n`).keys).toMatchObject([
      { values: [{ name: 'A', data: 'C:\\' }, { name: 'B' }] },
    ]);
    expect(readRegistry(`see 01,\\\n[${SYSTEM}]\n"A"="b"\n`).keys).toMatchObject([{ path: SYSTEM }]);
  });

  it('without a name is the default one', () => {
    expect(one(`[${SYSTEM}]\n@="x"\n`)).toMatchObject({ name: '', data: 'x' });
    expect(one(key(SYSTEM, '(Standard)    REG_SZ    x'))).toMatchObject({ name: '', data: 'x' });
    expect(one(key(SYSTEM, '<NO NAME>\tREG_SZ\tx'))).toMatchObject({ name: '', data: 'x' });
  });

  it.each([
    '"A" x',
    '"A=1',
    'A=1',
    ';"A"="b"',
    'ab"=dword:1',
    '"A"=dword:000000001',
    '"A"=xdword:1',
    '"A"=dword:',
    '"A"=x hex:01',
    '"A\\',
  ])('%s is none', (line) => {
    expect(readRegistry(`[${SYSTEM}]\n${line}\n`).keys).toMatchObject([{ values: [] }]);
  });

  it.each<[string, string, unknown]>([
    ['REG_DWORD    0xFF', 'REG_DWORD', 255],
    ['REG_QWORD    0x100000001', 'REG_QWORD', 0x100000001],
    ['REG_DWORD    255', 'REG_DWORD', null],
    ['REG_SZ    a b', 'REG_SZ', 'a b'],
    ['REG_EXPAND_SZ    %x%', 'REG_EXPAND_SZ', '%x%'],
    ['REG_MULTI_SZ    a\\0b', 'REG_MULTI_SZ', ['a', 'b']],
    ['REG_BINARY    01FF', 'REG_BINARY', [1, 255]],
    ['REG_BINARY    01F', 'REG_BINARY', null],
    ['REG_SZ', 'REG_SZ', ''],
    ['REG_DWORD_BIG_ENDIAN    0x1', 'REG_DWORD_BIG_ENDIAN', 1],
    ['REG_DWORD    0x1 (1)', 'REG_DWORD', null],
    ['REG_DWORD    00x1', 'REG_DWORD', null],
    ['REG_MULTI_SZ    a\\0\\0b\\0', 'REG_MULTI_SZ', ['a', 'b']],
  ])('as reg query prints it: %s', (print, type, data) => {
    expect(one(key(SYSTEM, `A    ${print}`))).toMatchObject({ name: 'A', type, data });
  });

  it('that could not be read is said', () => {
    expect(readRegistry(key(SYSTEM, 'A    REG_DWORD    255')).notUnderstood).toEqual([
      { field: 'A', text: '255' },
    ]);
    expect(readRegistry(key(SYSTEM, 'A    REG_DWORD    0xff')).notUnderstood).toEqual([]);
  });
});

describe('a policy of Teredo', () => {
  it.each([
    ['Default', 'default'],
    ['Disabled', 'disabled'],
    ['Client', 'client'],
    ['Enterprise Client', 'enterpriseclient'],
  ])('of %s sets %s', (word, type) => {
    expect(policy(`Teredo_State    REG_SZ    ${word}`)).toMatchObject({ type, typeText: word });
  });

  it('sets what it names and nothing else', () => {
    expect(policy('Teredo_ServerName    REG_SZ    teredo.example.')).toEqual({
      type: null,
      typeText: null,
      serverName: 'teredo.example',
      refreshIntervalSeconds: null,
      clientPort: null,
      defaultQualified: null,
      forceTunneling: null,
    });
    expect(policy('Teredo_ServerName    REG_SZ')?.serverName).toBeNull();
  });

  it.each([
    ['Teredo_RefreshRate    REG_DWORD    0x15180', { refreshIntervalSeconds: 86400 }],
    ['Teredo_RefreshRate    REG_DWORD    0x15181', { refreshIntervalSeconds: 'unknown' }],
    ['Teredo_RefreshRate    REG_SZ    30', { refreshIntervalSeconds: 'unknown' }],
    ['Teredo_RefreshRate    REG_DWORD    30', { refreshIntervalSeconds: 'unknown' }],
    ['Teredo_State    REG_MULTI_SZ    Client', { type: 'unknown', typeText: null }],
    ['Teredo_ClientPort    REG_DWORD    0xffff', { clientPort: 65535 }],
    ['Teredo_ClientPort    REG_DWORD    0x10000', { clientPort: 'unknown' }],
    ['Teredo_ClientPort    REG_QWORD    0x1', { clientPort: 'unknown' }],
    ['Teredo_DefaultQualified    REG_SZ    Enabled', { defaultQualified: true }],
    ['Teredo_DefaultQualified    REG_SZ    disabled', { defaultQualified: false }],
    ['Teredo_DefaultQualified    REG_SZ    x', { defaultQualified: 'unknown' }],
    ['Force_Tunneling    REG_DWORD    0x1', { forceTunneling: 'unknown' }],
  ])('%s', (value, expected) => {
    expect(policy(value)).toMatchObject(expected);
  });

  it('has words without the space around them', () => {
    const ruled = (line: string) => readTeredoRegistry(`[${POLICY}]\n${line}\n`).policy;
    expect(ruled('"Teredo_State"=" Client "')).toMatchObject({ type: 'client', typeText: 'Client' });
    expect(ruled('"Teredo_State"=" "')).toMatchObject({ type: 'unknown', typeText: null });
    expect(ruled('"Teredo_ServerName"=" teredo.example. "')?.serverName).toBe('teredo.example');
    expect(ruled('"Teredo_ServerName"=" "')?.serverName).toBeNull();
    expect(ruled('"Teredo_DefaultQualified"=" Enabled "')?.defaultQualified).toBe(true);
  });

  it('is the last of equal names, in any case, and not told once its key is taken away', () => {
    const text = `[${POLICY}]\n"Teredo_State"="Client"\n"TEREDO_STATE"="Disabled"\n`;
    expect(readTeredoRegistry(text).policy?.type).toBe('disabled');
    expect(readTeredoRegistry(`${text}[-${POLICY}]\n`).policy).toBeNull();
    expect(readTeredoRegistry(`[-${POLICY}]\n${text}`).policy?.type).toBe('disabled');
    expect(
      readTeredoRegistry(`[HKEY_CURRENT_USER${POLICY.slice(18)}]\n"Teredo_State"="Client"\n`).policy,
    ).toBeNull();
  });
});

describe('a script that takes values away', () => {
  const taken = (path: string, ...lines: string[]) =>
    readTeredoRegistry(`Windows Registry Editor Version 5.00\n\n[${path}]\n${lines.join('\n')}\n`);
  const TCPIP6 = `${SYSTEM}\\Services\\Tcpip6\\Parameters`;

  it('does not tell what the machine has', () => {
    expect(taken(TCPIP6, '"DisabledComponents"=-')).toMatchObject({
      disabledComponents: null,
      removed: ['DisabledComponents'],
      notUnderstood: [],
    });
    expect(taken(TCPIP6, '"Other"="x"').disabledComponents?.value).toBe(0);
    expect(taken(TCPIP6, '"DisabledComponents"=-', '"DisabledComponents"=dword:8')).toMatchObject({
      disabledComponents: { value: 8 },
    });
    expect(taken(POLICY, '"Teredo_State"=-')).toMatchObject({
      policy: { type: 'unknown', typeText: null },
      removed: ['Teredo_State'],
      notUnderstood: [],
    });
    expect(readTeredoRegistry(`[-${POLICY}]\n`)).toMatchObject({ policy: null, removed: ['v6Transition'] });
    expect(taken(`${SYSTEM}\\Other`, '"DisabledComponents"=-').removed).toEqual([]);
  });

  it('is named, and decides nothing', () => {
    const text = `[${TCPIP6}]\n"DisabledComponents"=-\n\n[${POLICY}]\n"Teredo_State"=-\n`;
    const { outputs, observation, diagnoses } = explain([{ source: null, text }], 0);
    expect(outputs[0]?.facts).toContainEqual({
      name: 'Taken away',
      value:
        'DisabledComponents, Teredo_State: a file that is imported does so, and does not tell what the machine has',
    });
    expect(observation).toMatchObject({
      ipv6: { disabledComponents: 'unknown' },
      sources: { policy: { type: 'unknown' } },
    });
    expect(diagnoses.map(({ code }) => code)).not.toContain('disabled-components');
  });

  it('is no value that could not be read', () => {
    expect(one(`[${SYSTEM}]\n"A"=-\n`)).toEqual({ name: 'A', type: 'removal', data: null, raw: '-' });
    expect(readRegistry(`[${SYSTEM}]\n"A"=-\n`).notUnderstood).toEqual([]);
  });
});

describe('what the registry says of the machine', () => {
  it.each([
    ['0x120', '2001:0'],
    ['0x1f83fe3f', '3ffe:831f'],
    ['0x121', 'unknown'],
  ])("XP's prefix %s is %s", (data, prefix) => {
    const text = key(
      `${SYSTEM}\\Services\\Tcpip6\\Parameters\\GlobalParams`,
      `TeredoPrefix    REG_DWORD    ${data}`,
    );
    expect(readTeredoRegistry(text).prefixXp).toBe(prefix);
  });

  it("has no prefix of XP's where none is set", () => {
    const text = key(`${SYSTEM}\\Services\\Tcpip6\\Parameters\\GlobalParams`, 'Other    REG_SZ    x');
    expect(readTeredoRegistry(text).prefixXp).toBeNull();
  });

  it.each([
    ['0x2', 2],
    ['0x4', 4],
    ['0x5', null],
    ['4', null],
  ])('a service starts by %s: %s', (data, start) => {
    const of = (name: string) =>
      readTeredoRegistry(key(`${SYSTEM}\\Services\\${name}`, `Start    REG_DWORD    ${data}`));
    expect(of('iphlpsvc')).toMatchObject({ iphlpsvcStart: start, sixToFourStart: null });
    expect(of('6to4')).toMatchObject({ iphlpsvcStart: null, sixToFourStart: start });
  });

  it.each([
    ['437', 437],
    ['65001', 65001],
    ['1', null],
    ['850x', null],
    ['x850', null],
  ])('the code page %s is %s', (data, page) => {
    expect(
      readTeredoRegistry(key(`${SYSTEM}\\Control\\Nls\\CodePage`, `OEMCP    REG_SZ    ${data}`)).oemCodePage,
    ).toBe(page);
  });

  it.each([
    ['REG_DWORD    0x4', 'disabled'],
    ['REG_DWORD    0x6', 'enterpriseclient'],
    ['REG_DWORD    0x9', 'unknown'],
  ])('Type of %s is %s, from Vista on and on XP', (data, type) => {
    const at = (service: string) =>
      readTeredoRegistry(key(`${SYSTEM}\\Services\\${service}\\Teredo`, `Type    ${data}`));
    expect(at('iphlpsvc')).toMatchObject({ local: { type, serverName: null }, localXp: null });
    expect(at('6to4')).toMatchObject({ local: null, localXp: { type, serverName: null } });
  });

  it('is read from whichever control set', () => {
    const text = key(
      'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip6\\Parameters',
      'DisabledComponents    REG_DWORD    0x8',
    );
    expect(readTeredoRegistry(text).disabledComponents).toMatchObject({ value: 8, keepsTeredoOff: true });
  });

  it('leaves DisabledComponents unknown where its data is no number', () => {
    const text = key(`${SYSTEM}\\Services\\Tcpip6\\Parameters`, 'DisabledComponents    REG_DWORD    ff');
    expect(readTeredoRegistry(text).disabledComponents).toMatchObject({
      value: 'unknown',
      keepsTeredoOff: 'unknown',
    });
  });

  it('is not taken from DisabledComponents of another type', () => {
    const text = key(`${SYSTEM}\\Services\\Tcpip6\\Parameters`, 'DisabledComponents    REG_QWORD    0x8');
    expect(readTeredoRegistry(text)).toMatchObject({
      disabledComponents: { value: 'unknown' },
      notUnderstood: [{ field: 'DisabledComponents', text: 'REG_QWORD 0x8' }],
    });
  });
});
