import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server on which answers to sealed messages get lost, once the server has done what it was asked. */
export interface LosingProxy {
  url: string;
  lost(): number;
  close(): Promise<void>;
}

const SEALED = /^\/agent\/v1\/session\/./;

/** `target`: origin of the server. */
export async function startLosingProxy(target: string): Promise<LosingProxy> {
  let lost = 0;
  const proxy = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const onward = request(new URL(url, target), { method, headers }, (reply) => {
      if (!SEALED.test(url)) {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
        return;
      }
      reply.resume().on('end', () => {
        lost += 1;
        asked.socket.destroy();
      });
    });
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    lost: () => lost,
    close() {
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}
