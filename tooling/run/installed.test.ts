import { describe, expect, it } from 'vitest';
// @ts-expect-error: the verbs are plain JavaScript, so that they run before anything is installed.
import { findDifference } from './installed.mjs';

const HOST = { platform: 'linux', arch: 'x64' };
const LOCK = {
  '': { version: '1.0.0' },
  'packages/own': { version: '1.0.0' },
  'node_modules/own': { link: true },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/tool-here': {
    version: '2.0.0',
    integrity: 'sha512-h',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
  },
  'node_modules/tool-mac': { version: '2.0.0', integrity: 'sha512-m', optional: true, os: ['darwin'] },
  'node_modules/tool-not-windows': {
    version: '2.0.0',
    integrity: 'sha512-n',
    optional: true,
    os: ['!win32'],
  },
};
const INSTALLED = {
  'packages/own': { version: '1.0.0' },
  'node_modules/own': { link: true },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/tool-here': { version: '2.0.0', integrity: 'sha512-h' },
  'node_modules/tool-not-windows': { version: '2.0.0', integrity: 'sha512-n' },
};
const without = (path: string) =>
  Object.fromEntries(Object.entries(INSTALLED).filter(([name]) => name !== path));
const differs = (installed: object, host = HOST) => findDifference(LOCK, installed, host);

describe('what is installed is what the lock file names', () => {
  it('when every package of this platform is there with its version and hash', () => {
    expect(differs(INSTALLED)).toBe(null);
  });

  it('but not when one is missing, even a tool that is optional elsewhere', () => {
    expect(differs(without('node_modules/a'))).toBe('node_modules/a is missing');
    expect(differs(without('node_modules/tool-here'))).toBe('node_modules/tool-here is missing');
    expect(differs(without('node_modules/tool-not-windows'))).toBe(
      'node_modules/tool-not-windows is missing',
    );
  });

  it('but not when the folder came from another platform', () => {
    expect(differs(INSTALLED, { platform: 'darwin', arch: 'x64' })).toBe('node_modules/tool-mac is missing');
  });

  it('but not when a package has another version or another hash', () => {
    const other = (change: object) => ({
      ...INSTALLED,
      'node_modules/a': { ...INSTALLED['node_modules/a'], ...change },
    });
    expect(differs(other({ version: '1.0.1' }))).toBe('node_modules/a is another one');
    expect(differs(other({ integrity: 'sha512-x' }))).toBe('node_modules/a is another one');
  });

  it('but not when there is one that it does not name', () => {
    expect(differs({ ...INSTALLED, 'node_modules/stranger': { version: '1.0.0' } })).toBe(
      'node_modules/stranger is not in the lock file',
    );
  });
});
