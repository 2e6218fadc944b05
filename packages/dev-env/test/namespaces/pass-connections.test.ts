import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { passConnections } from '../../src/namespaces/pass-connections.mjs';

const opened: Server[] = [];

async function listen(server: Server) {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** Resolves when no connection of the server is open any more. */
const closed = (server: Server) => new Promise((resolve) => server.close(resolve));

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

it('passes both ways all that was sent before an end, and ends', async () => {
  const echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  const relay = passConnections(await listen(echo));
  const client = connect({ ...(await listen(relay)), allowHalfOpen: true });
  const sent = 'x'.repeat(3_000_000);
  client.end(sent);
  expect((await text(client)) === sent).toBe(true);
  await closed(relay);
});

it.each(['end', 'destroy', 'resetAndDestroy'] as const)(
  'closes a connection whose far side was closed by %s, whatever the near side still sends',
  async (close) => {
    const far = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket[close]());
    });
    const relay = passConnections(await listen(far));
    const client = connect({ ...(await listen(relay)), allowHalfOpen: true });
    client.on('error', () => undefined);
    client.resume().write('hello');
    await once(client, 'end').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.end('are you there?');
    await closed(relay);
    client.destroy();
  },
);

it('closes a connection to where nobody listens', async () => {
  const gone = createServer();
  const place = await listen(gone);
  await closed(gone);
  const relay = passConnections(place);
  const client = connect(await listen(relay));
  client.on('error', () => undefined);
  await once(client, 'close');
  await closed(relay);
});
