import {
  createLinuxPlatform,
  createWindowsPlatform,
  type Platform,
  runWindows,
} from '@teredo-fleet/platform';
import { type CommonOptions, linuxSettings } from './options';

/** The adapter of the system that this program runs on. */
export function createThisPlatform(options: CommonOptions): Platform {
  const now = Date.now;
  return process.platform === 'win32'
    ? createWindowsPlatform({ stateDir: options.stateDir, run: runWindows, now })
    : createLinuxPlatform({ settings: linuxSettings(options), now });
}
