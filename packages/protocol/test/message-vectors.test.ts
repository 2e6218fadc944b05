import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkProof,
  EnrolmentTokenError,
  naclPrimitives,
  openFrame,
  openGoTicket,
  parseEnrolmentToken,
  parseJobPayload,
} from '../src/index';
import { messageVectors, nodeX25519 } from './message-vectors';

const folder = new URL('../../../fixtures/messages/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

function nodeVerify(publicKey: string, signed: Uint8Array, signature: string): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes(publicKey)]);
  return verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), bytes(signature));
}

describe('the test vectors in fixtures/messages', () => {
  it.each(Object.entries(messageVectors()))('%s is what the code makes', (name, made) => {
    expect(read(name)).toEqual(JSON.parse(JSON.stringify(made)));
  });

  it('are all there is', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(messageVectors()).sort());
  });

  it('agree with node:crypto on key agreement, session key and signatures', () => {
    const keys = read('keys.json');
    const handshake = read('handshake.json');
    const shared = nodeX25519(bytes(keys.channel.secret), bytes(keys.session.public));
    expect(Buffer.from(shared).toString('base64')).toBe(handshake.x25519);
    const derived = createHash('sha512')
      .update('teredo-fleet/session-key/v1\n')
      .update(bytes(handshake.boxBefore))
      .update(bytes(handshake.challenge.nonce))
      .update(bytes(keys.session.public))
      .update(bytes(keys.channel.public))
      .digest()
      .subarray(0, 32);
    expect(derived.toString('base64')).toBe(handshake.derivedSessionKey);
    for (const { signedText, message } of [handshake.enrol, handshake.prove]) {
      expect(nodeVerify(keys.identity.public, Buffer.from(signedText), message.signature)).toBe(true);
    }
    const job = read('job.json');
    const signed = Buffer.concat([Buffer.from('teredo-fleet/job/v1\n'), bytes(job.offer.payload)]);
    expect(signed.toString('base64')).toBe(job.signedBytes);
    expect(nodeVerify(keys.job.public, signed, job.offer.signature)).toBe(true);
  });

  it('name codes of notices as RFC 4648 and Crockford would', () => {
    const { secret, noticeUrl, cases } = read('notice-code.json');
    for (const { jobId, attempt, session, code, codeSha256, link } of cases) {
      const about = ['teredo-fleet notice code v1', jobId, attempt, session].join('\n');
      const hash = createHash('sha512').update(bytes(secret)).update(about).digest('hex');
      const number = BigInt(`0x${hash}`) >> 412n;
      // What counts in base 32 with the digits 0 to v, written in the other alphabet.
      const digits = number.toString(32).padStart(20, '0');
      const crockford = [...digits].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(digit, 32)]);
      expect(crockford.join('')).toBe(code);
      expect(createHash('sha256').update(code).digest('hex')).toBe(codeSha256);
      expect(link).toBe(`${noticeUrl}/n/${code.replace(/.{5}(?=.)/g, '$&-')}`);
    }
    expect(new Set(cases.map(({ code }: { code: string }) => code)).size).toBe(cases.length);
  });

  it('name pseudonyms of users as RFC 4648 and Crockford would', () => {
    const { secret, cases } = read('user-pseudonym.json');
    for (const { user, pseudonym } of cases) {
      const text = `teredo-fleet user v1\n${user}`;
      const hash = createHash('sha512').update(bytes(secret)).update(text).digest('hex');
      const digits = (BigInt(`0x${hash}`) >> 462n).toString(32).padStart(10, '0');
      const crockford = [...digits].map((digit) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(digit, 32)]);
      expect(pseudonym).toBe(`p-${crockford.join('')}`);
    }
  });

  it('open to what they say', () => {
    const handshake = read('handshake.json');
    const key = bytes(handshake.derivedSessionKey);
    const { nonce, proof } = handshake.challenge;
    expect(checkProof(naclPrimitives, key, { nonce: bytes(nonce), proof: bytes(proof) })).toBe(true);
    const frames = read('frames.json');
    for (const { direction, counter, plaintext, frame } of frames.good) {
      const opening = {
        key,
        direction: direction === 'agent-to-server' ? 1 : 2,
        lastCounter: counter - 1,
      } as const;
      const opened = openFrame(naclPrimitives, opening, bytes(frame));
      expect(opened.ok && Buffer.from(opened.plaintext).toString('utf8')).toBe(plaintext);
    }
    for (const { lastCounter, frame, code } of frames.refused) {
      const opened = openFrame(naclPrimitives, { key, direction: 1, lastCounter }, bytes(frame));
      expect(opened).toEqual({ ok: false, code });
    }
    const go = read('go-ticket.json');
    expect(openGoTicket(naclPrimitives, key, bytes(go.message.sealed))).toEqual(go.ticket);
    expect(parseJobPayload(bytes(read('job.json').offer.payload)).ok).toBe(true);
  });

  it('read as tokens, or don’t, as they say', () => {
    const token = read('token.json');
    for (const text of [token.text, ...token.alsoRead])
      expect(parseEnrolmentToken(text)).toEqual(token.parts);
    for (const { text, code } of token.refused) {
      expect(() => parseEnrolmentToken(text)).toThrow(EnrolmentTokenError);
      try {
        parseEnrolmentToken(text);
      } catch (error) {
        expect(error).toMatchObject({ code });
      }
    }
  });
});
