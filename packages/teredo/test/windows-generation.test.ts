import { describe, expect, it } from 'vitest';
import { defaultTypeOf, hasInstallableStack, keepsTeredoOff, windowsGenerationOf } from '../src/index';

describe('the generation of a Windows', () => {
  it.each([
    ['4.10.1998', 'unsupported'],
    ['5.0.2195', 'unsupported'],
    ['5.1.2600', 'xp'],
    ['5.2.3790', '2003'],
    ['5.3.1', 'unsupported'],
    ['6.0.6002', 'vista'],
    ['6.3', 'vista'],
    ['7.0.1', 'unknown'],
    ['9.9.9', 'unknown'],
    ['10.0.22631', '10'],
    ['11.0', '10'],
    ['10', 'unknown'],
    ['10.0beta', 'unknown'],
    ['v10.0.1', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (version, generation) => {
    expect(windowsGenerationOf(version)).toBe(generation);
  });

  it.each([
    ['xp', true],
    ['2003', true],
    ['vista', false],
    ['10', false],
    ['unsupported', false],
    ['unknown', false],
  ] as const)('%s has a stack to install: %s', (generation, has) => {
    expect(hasInstallableStack(generation)).toBe(has);
  });
});

describe('DisabledComponents (KB 929852)', () => {
  it.each([
    [0x01, true],
    [0x08, true],
    [0x09, true],
    [0xff, true],
    [0xffffffff, true],
    [0x00, false],
    [0x02, false],
    [0x04, false],
    [0x10, false],
    [0x20, false],
    [null, false],
    ['unknown', false],
  ] as const)('of %s keeps Teredo off for certain: %s', (value, off) => {
    expect(keepsTeredoOff(value)).toBe(off);
  });
});

describe('the type that a system has by itself', () => {
  const windows = (name: string, version: string) => defaultTypeOf({ family: 'windows', name, version });

  it.each([
    ['Windows 7', '6.1.7601', 'client'],
    ['Windows 8.1', '6.3.9600', 'client'],
    ['Windows 10', '10.0.17133', 'client'],
    ['Windows 10', '10.0.17134', 'disabled'],
    ['Windows 11', '10.0.22631.1', 'disabled'],
    ['Windows Vista', '6.0.6002', 'unknown'],
    ['Windows Vista', '6.0', 'unknown'],
    ['Windows XP', '5.1.2600', 'unknown'],
    ['Windows 10', '10.0', 'unknown'],
    ['Windows Server 2022', '10.0.20348', 'unknown'],
    ['windows SERVER 2008 R2', '6.1.7601', 'unknown'],
    ['', '10.0.22631', 'unknown'],
    ['Windows', '', 'unknown'],
  ])('is on %s %s: %s', (name, version, type) => {
    expect(windows(name, version)).toBe(type);
  });

  it('is off on Linux, where Miredo is installed by somebody, and not known of an unknown system', () => {
    expect(defaultTypeOf({ family: 'linux', name: 'Debian', version: '12' })).toBe('disabled');
    expect(defaultTypeOf({ family: 'unknown', name: '', version: '' })).toBe('unknown');
  });
});
