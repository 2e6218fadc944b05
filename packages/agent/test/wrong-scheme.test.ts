import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openPollLink } from '../src/session/poll-link';
import { openWsLink } from '../src/session/ws-link';

const HELLO = { type: 'hello' as const, protocol: 1, sessionKey: 'A'.repeat(43) };

let server: Server;
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
});

async function listenAs(made: Server, scheme: 'http' | 'https') {
  server = made;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { server: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: null };
}

const told = (opening: Promise<unknown>) =>
  opening.then(
    () => 'a session',
    (error: Error) => error.message,
  );

const doors = [
  ['WebSocket', openWsLink],
  [
    'polling',
    (address: Parameters<typeof openWsLink>[0], hello: typeof HELLO) => openPollLink(address, hello, () => 0),
  ],
] as const;

describe.each(doors)('at the %s door', (_, open) => {
  it('an agent that speaks TLS to a server that does not is told where to look', async () => {
    const address = await listenAs(createPlain(), 'https');
    expect(await told(open(address, HELLO))).toMatch(/speaks no TLS: .* may begin with http\.$/);
  });

  it('an agent that speaks none to a server that does is told where to look', async () => {
    const address = await listenAs(createSecure(), 'http');
    expect(await told(open(address, HELLO))).toMatch(/speaks TLS, its address begins with https/);
  });
});
