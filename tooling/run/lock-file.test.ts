import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Entry {
  link?: boolean;
  /** Comes inside its parent's archive. */
  inBundle?: boolean;
  integrity?: string;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Record<string, Entry> };
const entries = Object.entries(packages);

/** As Node looks: beside the package, then in each folder above. */
function isInLock(from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

describe('the lock file', () => {
  it('has a hash for every package, and ties none to one registry', () => {
    const fromNpm = entries.filter(
      ([path, entry]) => path.includes('node_modules/') && !entry.link && !entry.inBundle,
    );
    expect(fromNpm.length).toBeGreaterThan(500);
    expect(fromNpm.filter(([, entry]) => !entry.integrity?.startsWith('sha512-'))).toEqual([]);
    expect(fromNpm.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  it('is whole for every platform, or npm ci would refuse it', () => {
    const missing = entries.flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isInLock(path, name))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
