import { readFile, writeFile } from 'node:fs/promises';
import type { SavedState } from './saved-state';

const path = (which: 'all' | 'default') => `/proc/sys/net/ipv6/conf/${which}/disable_ipv6`;

/** The kernel's switch for IPv6; null when the kernel was started or built without it. */
export async function readIpv6Switch(): Promise<SavedState['disableIpv6']> {
  try {
    const [all, fallback] = await Promise.all([
      readFile(path('all'), 'utf8'),
      readFile(path('default'), 'utf8'),
    ]);
    return { all: all.trim(), default: fallback.trim() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Sets the switch until the next boot; `all` also sets every interface that is there now. */
export async function writeIpv6Switch(values: { all: string; default: string }): Promise<void> {
  await writeFile(path('default'), values.default);
  await writeFile(path('all'), values.all);
}
