import { connect, createServer } from 'node:net';

/** A TCP proxy on loopback that counts what passes. */
export interface CountingProxy {
  port: number;
  /** Bytes of payload so far, without TCP and IP headers. */
  bytes(): { toServer: number; toAgent: number };
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes everything to `port` there. */
export function startCountingProxy(port: number): Promise<CountingProxy> {
  const counts = { toServer: 0, toAgent: 0 };
  const server = createServer((agent) => {
    const upstream = connect(port, '127.0.0.1');
    agent.on('data', (chunk) => {
      counts.toServer += chunk.length;
    });
    upstream.on('data', (chunk) => {
      counts.toAgent += chunk.length;
    });
    agent.pipe(upstream).pipe(agent);
    for (const socket of [agent, upstream]) {
      socket.on('error', () => {
        agent.destroy();
        upstream.destroy();
      });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        bytes: () => ({ ...counts }),
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
