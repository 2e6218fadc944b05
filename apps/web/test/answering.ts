import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = RequestListener;

/** The same answer to everybody. */
export const always =
  (status: number, headers: Record<string, string>, body: string): Answer =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** One server at a time that answers as a test wants it. */
export function answering(path: string) {
  let server: Server | null = null;
  return {
    async at(answer: Answer): Promise<string> {
      const made = createServer(answer);
      server = made;
      await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(made.address() as AddressInfo).port}${path}`;
    },
    async stop(): Promise<void> {
      const running = server;
      server = null;
      if (running === null) return;
      running.closeAllConnections();
      await new Promise((resolve) => running.close(resolve));
    },
  };
}
