import { randomBytes } from 'node:crypto';
import { deriveSessionKey, makeProof, naclPrimitives } from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import { expect, it } from 'vitest';
import { checkChallenge, makeGreeting } from '../src/session/greeting';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What a server answers that proves itself with this key. */
function challengeOf(key: Uint8Array, nonce: Uint8Array) {
  const proof = base64(makeProof(naclPrimitives, key, nonce));
  const sessionId = '00000000-0000-4000-8000-000000000001';
  return { type: 'challenge' as const, sessionId, nonce: base64(nonce), proof, serverTime: Date.now() };
}

function serverKey(greeting: ReturnType<typeof makeGreeting>, server: nacl.BoxKeyPair, nonce: Uint8Array) {
  const inputs = {
    agentPublicKey: greeting.pair.publicKey,
    channelPublicKey: server.publicKey,
    challengeNonce: nonce,
  };
  return deriveSessionKey(naclPrimitives, inputs, { side: 'server', secretKey: server.secretKey });
}

it('agrees on the key that the server with the pinned one derives', () => {
  const greeting = makeGreeting();
  const server = nacl.box.keyPair();
  const nonce = new Uint8Array(randomBytes(32));
  const key = serverKey(greeting, server, nonce);
  expect(checkChallenge(greeting, challengeOf(key, nonce), base64(server.publicKey))).toEqual(key);
});

it.each([
  ['another key', base64(nacl.box.keyPair().publicKey)],
  ['a key of low order, which anybody could prove', base64(new Uint8Array(32))],
  ['a key that is too short', base64(new Uint8Array(8))],
  ['no key', 'no base64!'],
])('refuses a server when %s was pinned', (_, channelKey) => {
  const greeting = makeGreeting();
  const nonce = new Uint8Array(randomBytes(32));
  const inputs = {
    agentPublicKey: greeting.pair.publicKey,
    channelPublicKey: new Uint8Array(32),
    challengeNonce: nonce,
  };
  const known = deriveSessionKey(naclPrimitives, inputs, {
    side: 'agent',
    secretKey: greeting.pair.secretKey,
  });
  expect(() => checkChallenge(greeting, challengeOf(known, nonce), channelKey)).toThrow(
    expect.objectContaining({ code: 'not-the-pinned-server' }),
  );
});
