import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../until';
import type { Namespace } from './namespace';
import { passConnections } from './pass-connections.mjs';

const RELAY_SCRIPT = join(
  import.meta.dirname ?? fileURLToPath(new URL('.', import.meta.url)),
  'relay-process.mjs',
);
const RELAY_START_MS = 10_000;

export interface PortRelayOptions {
  port: number;
  /** For the Unix socket between both sides. */
  folder: string;
  /** `refuse`: plain HTTP alone passes, as through many a proxy; a WebSocket is turned away with 403. */
  upgrades: 'pass' | 'refuse';
}

/** A way from a namespace's loopback to this process's loopback. */
export interface PortRelay {
  /** How many upgrades were turned away so far. */
  refusedUpgrades(): number;
  close(): Promise<void>;
}

function passRequests(port: number, onRefused: () => void): Server {
  const outside = createHttpServer((near, response) => {
    const { method, url: path, headers } = near;
    const far = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    far.on('error', () => response.destroy());
    response.on('close', () => far.destroy());
    near.pipe(far);
  });
  outside.on('upgrade', (_request, socket) => {
    onRefused();
    socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  return outside;
}

/**
 * Makes `127.0.0.1:port` inside the namespace reach `127.0.0.1:port` outside of it, over a Unix socket: no cable leaves
 * the lab. The far side sees a connection from its own loopback.
 */
export async function relayPort(namespace: Namespace, options: PortRelayOptions): Promise<PortRelay> {
  const { port, folder, upgrades } = options;
  const socketPath = join(folder, `port-${port}.sock`);
  let refused = 0;
  const outside =
    upgrades === 'pass'
      ? passConnections({ host: '127.0.0.1', port })
      : passRequests(port, () => {
          refused += 1;
        });
  outside.listen(socketPath);
  await once(outside, 'listening');
  const inside = namespace.start([process.execPath, RELAY_SCRIPT, String(port), socketPath]);
  await until('the port relay is ready', (saw) => saw(inside.output()).includes('ready'), {
    timeoutMs: RELAY_START_MS,
    everyMs: 20,
  });
  return {
    refusedUpgrades: () => refused,
    async close() {
      await inside.stop('SIGKILL');
      await new Promise((resolve) => outside.close(resolve));
    },
  };
}
