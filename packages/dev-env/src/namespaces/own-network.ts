import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Namespace } from './namespace';
import { relayPort } from './port-relay';

/** A machine as agents count them, of which each has one: a network of its own. All else is this machine's. */
export interface OwnNetwork {
  /** Puts a command into it. */
  join(argv: string[]): string[];
  close(): Promise<void>;
}

/**
 * Opens one, with nothing in it but a loopback, where `127.0.0.1:port` reaches the same port of this machine. Where a test runs
 * the agent that ships, another test may run one at the same time, and so may the machine itself. Needs root.
 */
export async function openOwnNetwork(port: number | null = null): Promise<OwnNetwork> {
  const space = await Namespace.create('own-network');
  const folder = mkdtempSync(join(tmpdir(), 'own-network-'));
  const relay = port === null ? null : await relayPort(space, { port, folder, upgrades: 'pass' });
  return {
    join: (argv) => ['nsenter', `--net=/proc/${space.pid}/ns/net`, '--', ...argv],
    async close() {
      await relay?.close();
      await space.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
