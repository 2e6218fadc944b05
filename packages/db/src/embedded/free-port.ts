import { createServer } from 'node:net';

/** Listens for a moment on 127.0.0.1: the port that was had, or null when it is taken. 0 asks for any free one. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const had = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(had));
    });
  });
}

/** The preferred port when it is free, otherwise any free one of 127.0.0.1. */
export async function freePort(preferred: number | null): Promise<number> {
  const kept = preferred === null ? null : await tryPort(preferred);
  const port = kept ?? (await tryPort(0));
  if (port === null) throw new Error('No free port on 127.0.0.1: is the loopback interface up?');
  return port;
}
