import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wordsInClear } from '@teredo-fleet/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { SessionError } from '../src/session';
import { openPollLink } from '../src/session/poll-link';
import { postBytes } from '../src/session/post-bytes';
import { openWsLink } from '../src/session/ws-link';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(listener: RequestListener) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: null };
}

const hello = { type: 'hello', protocol: 1, sessionKey: Buffer.alloc(32, 7).toString('base64') } as const;

const errorOf = async (answer: Promise<unknown>): Promise<SessionError> => {
  const error = await answer.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(SessionError);
  return error as SessionError;
};

/** What an administrator sees on the terminal. */
const messageOf = async (answer: Promise<unknown>): Promise<string> => (await errorOf(answer)).message;

describe('somebody on the way', () => {
  it('steers no terminal and forges no line with the text of an error', async () => {
    const text = 'go on\u001b]0;owned\u0007\n2026-01-01T00:00:00.000Z Connected; all is well.\u009b2J';
    const error = { type: 'error', code: 'not-ready', text, final: false, retryAfterSeconds: 1 };
    const address = await listen((_, response) => {
      response.statusCode = 503;
      response.end(JSON.stringify(error));
    });
    const message = await messageOf(openPollLink(address, hello, () => 0));
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message).toContain('go on');
  });

  it.each([
    ['polling', openPollLink],
    ['WebSocket', openWsLink],
  ])(
    'tells nothing of a machine’s or a token’s standing at the %s door, nor speaks in the server’s name',
    async (_, open) => {
      let code = '';
      const error = () =>
        JSON.stringify({ type: 'error', code, text: 'Go.', final: true, retryAfterSeconds: null });
      const address = await listen((_request, response) => {
        response.statusCode = 403;
        response.end(error());
      });
      server.on('upgrade', (_request, socket) =>
        socket.end(`HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n${error()}`),
      );
      for (code of ['machine-retired', 'machine-unknown', 'quarantined', 'bad-signature', 'token-revoked']) {
        const said = await errorOf(open(address, hello, () => 0));
        expect([said.code, said.final, said.message]).toEqual(['malformed', false, wordsInClear('Go.')]);
      }
    },
  );

  it.each([
    ['polling', openPollLink],
    ['WebSocket', openWsLink],
  ])('silences no agent at the %s door, whatever it asks for', async (_, open) => {
    let asked = 0;
    const address = await listen((_request, response) => {
      const error = { type: 'error', code: 'too-many', text: 'x', final: true, retryAfterSeconds: asked };
      response.statusCode = 429;
      response.end(JSON.stringify(error));
    });
    server.on('upgrade', (_request, socket) => {
      const error = { type: 'error', code: 'too-many', text: 'x', final: true, retryAfterSeconds: asked };
      socket.end(`HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\n\r\n${JSON.stringify(error)}`);
    });
    const waits: unknown[] = [];
    for (asked of [30, 86_400, 2_000_000_000, 2 ** 31]) {
      const { code, final, retryAfterSeconds } = await errorOf(open(address, hello, () => 0));
      waits.push([code, final, retryAfterSeconds]);
    }
    expect(waits).toEqual([
      ['too-many', false, 30],
      ['too-many', false, 900],
      ['unreachable', false, null],
      ['unreachable', false, null],
    ]);
  });

  it('holds no request for longer than it may take, however slowly the answer drips', async () => {
    const address = await listen((_, response) => {
      response.write('x');
      const drip = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(drip));
    });
    const { signal } = new AbortController();
    const request = { body: new Uint8Array(), contentType: 'application/json', timeoutMs: 400, signal };
    await messageOf(postBytes(address, '/', request));
  });

  it('gives no answer without end', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    const address = await listen((_, response) => {
      const more = () => {
        while (response.write(chunk));
      };
      response.on('drain', more);
      response.on('error', () => undefined);
      more();
    });
    const { signal } = new AbortController();
    const request = { body: new Uint8Array(), contentType: 'application/json', timeoutMs: 10_000, signal };
    expect(await messageOf(postBytes(address, '/', request))).toMatch(/could be reached/);
  });
});
