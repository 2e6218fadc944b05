import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { HostFacts } from '../platform';
import { readTextOrNull } from './read-file';

async function readTimeZone(): Promise<string | null> {
  const written = (await readTextOrNull('/etc/timezone'))?.trim();
  if (written) return written;
  return Intl.DateTimeFormat().resolvedOptions().timeZone || null;
}

/**
 * The hardware's own identity where a virtual or real board tells it, else the installation's. Hashed: machine-id(5)
 * asks not to hand it out as it is.
 */
async function readHardwareId(): Promise<string> {
  for (const path of ['/sys/class/dmi/id/product_uuid', '/etc/machine-id']) {
    const text = (await readTextOrNull(path))?.trim();
    if (text) return createHash('sha256').update(`teredo-fleet/hardware\n${text}`).digest('hex').slice(0, 32);
  }
  return createHash('sha256').update(`teredo-fleet/hardware\n${hostname()}`).digest('hex').slice(0, 32);
}

/** What this Linux machine says of itself. */
export async function readLinuxHostFacts(): Promise<HostFacts> {
  const bootId = (await readTextOrNull('/proc/sys/kernel/random/boot_id'))?.trim();
  return {
    hostname: hostname(),
    platform: 'linux',
    bootId: bootId || 'unknown',
    hardwareId: await readHardwareId(),
    timeZone: await readTimeZone(),
  };
}
