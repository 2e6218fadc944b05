import { randomUUID } from 'node:crypto';
import {
  decodeBase64,
  deriveSessionKey,
  encodeBase64,
  encodeBatch,
  makeProof,
  naclPrimitives,
  sealFrame,
  wordsInClear,
} from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpPost } from '../src/host/http';
import { openPollSession } from '../src/session/poll-session';

const SERVER = 'http://fleet.example.com';

/** A server's side of the polling door; `alter` is what happens to an answer on its way. */
function makeServer(alter: (text: string, request: HttpPost) => HttpAnswer) {
  const channel = nacl.box.keyPair();
  let key = new Uint8Array(32);
  const frames: string[] = [];

  function hello(request: HttpPost): string {
    const { sessionKey } = JSON.parse(request.body) as { sessionKey: string };
    const nonce = nacl.randomBytes(32);
    const inputs = {
      agentPublicKey: decodeBase64(sessionKey)!,
      channelPublicKey: channel.publicKey,
      challengeNonce: nonce,
    };
    key = deriveSessionKey(naclPrimitives, inputs, {
      side: 'server',
      secretKey: channel.secretKey,
    }) as typeof key;
    return JSON.stringify({
      type: 'challenge',
      sessionId: randomUUID(),
      nonce: encodeBase64(nonce),
      proof: encodeBase64(makeProof(naclPrimitives, key, nonce)),
      serverTime: 1,
    });
  }

  function frame(): string {
    const sealing = { key, direction: 2 as const, counter: frames.length + 1 };
    const batch = encodeBatch([{ type: 'observe-now' }, { type: 'of-a-later-version' }]);
    frames.push(encodeBase64(sealFrame(naclPrimitives, sealing, batch)));
    return frames[frames.length - 1]!;
  }

  const post = (request: HttpPost): HttpAnswer =>
    request.url.endsWith('/session')
      ? { ok: true, status: 200, text: hello(request) }
      : alter(frame(), request);
  return { pin: { server: SERVER, channelKey: encodeBase64(channel.publicKey), post }, frames };
}

function exchangeWith(alter: (text: string) => HttpAnswer, times = 1) {
  const { pin } = makeServer(alter);
  const opened = openPollSession(pin);
  if (!opened.ok) throw new Error(opened.end.text);
  let last = opened.session.exchange([], 1);
  for (let index = 1; index < times; index += 1) last = opened.session.exchange([], 1);
  return last;
}

const whole = (text: string): HttpAnswer => ({ ok: true, status: 200, text });
const PAGE = '<!DOCTYPE html><html><body>Please log in</body></html>';

describe('a session of the script agent', () => {
  it('takes in what the server sealed, and passes over kinds that it does not know', () => {
    expect(exchangeWith(whole, 3)).toEqual({ ok: true, messages: [{ type: 'observe-now' }] });
  });

  it('refuses an answer that was cut off, wherever', () => {
    for (const length of [0, 1, 4, 20, 40, 60])
      expect(exchangeWith((text) => whole(text.slice(0, length)))).toMatchObject({
        ok: false,
        end: { final: false, text: expect.stringMatching(/altered on the way/) },
      });
  });

  it('refuses an answer of which any one character was altered', () => {
    for (let at = 0; at < 60; at += 7)
      expect(
        exchangeWith((text) =>
          whole(text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)),
        ),
      ).toMatchObject({ ok: false, end: { final: false } });
  });

  it('refuses an answer that was given before', () => {
    let first = '';
    const replay = (text: string) => {
      first ||= text;
      return whole(first);
    };
    expect(exchangeWith(replay, 2)).toMatchObject({ ok: false, end: { code: 'replayed', final: false } });
  });

  it('says of a login page that it is one, on both requests, and never takes it for final', () => {
    const text = /web page and no server of this kind; perhaps a proxy that wants somebody to log in/;
    expect(exchangeWith(() => whole(PAGE))).toMatchObject({
      ok: false,
      end: { code: 'unreachable', final: false, text: expect.stringMatching(text) },
    });
    const { pin } = makeServer(whole);
    expect(openPollSession({ ...pin, post: () => whole(PAGE) })).toMatchObject({
      ok: false,
      end: { code: 'unreachable', text: expect.stringMatching(text) },
    });
  });

  it.each([
    ['session-unknown', 'session-unknown'],
    // Of a machine's or a token's standing nobody tells before he is known to be the server.
    ['machine-retired', 'malformed'],
    ['quarantined', 'malformed'],
    ['token-used-up', 'malformed'],
  ])(
    'believes no error in clear to be final, marks its words, and prints no control character: %s',
    (code, believed) => {
      const error = { type: 'error', code, text: 'gone\u001b[2J\nnow', final: true };
      const body = JSON.stringify({ ...error, retryAfterSeconds: 7 });
      expect(exchangeWith(() => ({ ok: true, status: 404, text: body }))).toEqual({
        ok: false,
        end: { code: believed, text: wordsInClear('gone [2J now'), final: false, retryAfterSeconds: 7 },
      });
    },
  );

  it('waits for an error in clear no longer than a quarter of an hour, whatever it asks for', () => {
    const { pin } = makeServer(whole);
    const error = { type: 'error', code: 'too-many', text: 'x', final: true };
    const waits = [30, 86_400, 2_000_000_000, 2 ** 31].map((retryAfterSeconds) => {
      const text = JSON.stringify({ ...error, retryAfterSeconds });
      const opened = openPollSession({ ...pin, post: () => ({ ok: true, status: 429, text }) });
      return opened.ok ? opened : [opened.end.code, opened.end.final, opened.end.retryAfterSeconds];
    });
    expect(waits).toEqual([
      ['too-many', false, 30],
      ['too-many', false, 900],
      ['unreachable', false, null],
      ['unreachable', false, null],
    ]);
  });

  it('goes away from a server that does not hold the pinned key, having sent nothing', () => {
    const { pin } = makeServer(whole);
    const other = encodeBase64(nacl.box.keyPair().publicKey);
    const sent: string[] = [];
    const opened = openPollSession({
      ...pin,
      channelKey: other,
      post(request) {
        sent.push(request.url);
        return pin.post(request);
      },
    });
    expect(opened).toMatchObject({ ok: false, end: { code: 'not-the-pinned-server' } });
    expect(sent).toEqual([`${SERVER}/agent/v1/session`]);
  });

  it('says what stood in the way when nothing answered', () => {
    expect(exchangeWith(() => ({ ok: false, cause: 'error 0x80072efd' }))).toMatchObject({
      ok: false,
      end: { code: 'unreachable', text: expect.stringMatching(/fleet\.example\.com \(error 0x80072efd\)/) },
    });
  });
});
