import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Namespace, NamespaceProcess } from './namespace';

const RELAY_SCRIPT = join(
  import.meta.dirname ?? fileURLToPath(new URL('.', import.meta.url)),
  'relay-process.mjs',
);
const RELAY_START_MS = 10_000;

/** A way from a namespace's loopback to this process's loopback. */
export interface PortRelay {
  close(): Promise<void>;
}

async function untilReady(process: NamespaceProcess): Promise<void> {
  const giveUpAt = Date.now() + RELAY_START_MS;
  while (!process.output().includes('ready')) {
    if (Date.now() > giveUpAt) throw new Error(`the port relay did not start: ${process.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Makes `127.0.0.1:port` inside the namespace reach `127.0.0.1:port` outside of it, over a Unix socket in `folder`:
 * no cable leaves the lab. The far side sees a connection from its own loopback.
 */
export async function relayPort(namespace: Namespace, port: number, folder: string): Promise<PortRelay> {
  const socketPath = join(folder, `port-${port}.sock`);
  const outside = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port });
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    outside.once('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => outside.listen(socketPath, resolve));
  const inside = namespace.start([process.execPath, RELAY_SCRIPT, String(port), socketPath]);
  await untilReady(inside);
  return {
    async close() {
      await inside.stop('SIGKILL');
      await new Promise((resolve) => outside.close(resolve));
    },
  };
}
