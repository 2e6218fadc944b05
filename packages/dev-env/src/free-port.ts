import { createServer } from 'node:net';

/** Below the range from which the system takes the near ends of connections: nothing slips in between. */
const LOWEST = 20_000;
const TRIPLES = 4_000;

/** A TCP port on loopback that was free a moment ago, followed by two that were free as well. */
export async function findFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = LOWEST + 3 * Math.floor(Math.random() * TRIPLES);
    const free = await Promise.all(
      [port, port + 1, port + 2].map((one) => listenOnce(one).catch(() => null)),
    );
    if (!free.includes(null)) return port;
  }
  throw new Error('no three adjacent free ports on loopback');
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const chosen = typeof address === 'object' && address ? address.port : port;
      probe.close(() => resolve(chosen));
    });
  });
}
