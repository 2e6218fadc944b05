import { createInterface } from 'node:readline';
import type { LinuxSettings } from '@teredo-fleet/platform';
import { createLinuxPlatform } from '@teredo-fleet/platform';

/*
 * Runs the Linux adapter in whatever namespace this process was started in: settings as the first argument, one JSON
 * call per line of input, one JSON result per line of output.
 */
const settings = JSON.parse(process.argv[2] ?? '{}') as LinuxSettings;
const platform = createLinuxPlatform({ settings, now: Date.now });

for await (const line of createInterface({ input: process.stdin })) {
  const { method, args } = JSON.parse(line) as { method: 'observe' | 'apply' | 'keep'; args: never[] };
  const call = platform[method] as (...args: never[]) => Promise<unknown>;
  process.stdout.write(`${JSON.stringify((await call(...args)) ?? null)}\n`);
}
