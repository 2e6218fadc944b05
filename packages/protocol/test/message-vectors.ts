import { createHash, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';
import nacl from 'tweetnacl';
import {
  counterNonce,
  deriveSessionKey,
  encodeBase64,
  encodeBatch,
  enrolBytes,
  formatEnrolmentToken,
  jobBytes,
  makeProof,
  naclPrimitives,
  naclSignatures,
  noticeCode,
  noticeLink,
  proveBytes,
  SEAL_PURPOSE,
  sealFrame,
  sealGoTicket,
  userPseudonym,
} from '../src/index';
import { AGENT_SAMPLES, JOB_ID, OTHER_ID, SAMPLE_JOB, SERVER_SAMPLES } from './message-samples';

const fill = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const SESSION_ID = '01890a5d-ac96-774b-bcce-b302099a8061';
const TOKEN_ID = 'k7Qm2x';
const SECRET = 'AAECAwQFBgcICQoLDA0ODw';

const ephemeral = nacl.box.keyPair.fromSecretKey(fill(0x11));
const channel = nacl.box.keyPair.fromSecretKey(fill(0x22));
const identitySeed = fill(0x33);
const jobSeed = fill(0x44);
const identityKey = nacl.sign.keyPair.fromSeed(identitySeed).publicKey;
const jobKey = nacl.sign.keyPair.fromSeed(jobSeed).publicKey;
const nonce = fill(0x55);

const inputs = {
  agentPublicKey: ephemeral.publicKey,
  channelPublicKey: channel.publicKey,
  challengeNonce: nonce,
};
const sessionKey = deriveSessionKey(naclPrimitives, inputs, {
  side: 'agent',
  secretKey: ephemeral.secretKey,
});

const signed = {
  sessionId: SESSION_ID,
  nonce: encodeBase64(nonce),
  sessionKey: encodeBase64(ephemeral.publicKey),
};

/** X25519 by node:crypto, so that one link of the chain is not tweetnacl's. */
export function nodeX25519(secret: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const der = (prefix: string, key: Uint8Array) => Buffer.concat([Buffer.from(prefix, 'hex'), key]);
  const privateKey = createPrivateKey({
    key: der('302e020100300506032b656e04220420', secret),
    format: 'der',
    type: 'pkcs8',
  });
  const peer = createPublicKey({
    key: der('302a300506032b656e032100', publicKey),
    format: 'der',
    type: 'spki',
  });
  return new Uint8Array(diffieHellman({ privateKey, publicKey: peer }));
}

function keys() {
  return {
    session: { secret: encodeBase64(ephemeral.secretKey), public: encodeBase64(ephemeral.publicKey) },
    channel: { secret: encodeBase64(channel.secretKey), public: encodeBase64(channel.publicKey) },
    identity: { seed: encodeBase64(identitySeed), public: encodeBase64(identityKey) },
    job: { seed: encodeBase64(jobSeed), public: encodeBase64(jobKey) },
  };
}

function handshake() {
  const enrolSigned = enrolBytes(signed, { tokenId: TOKEN_ID, agentKey: encodeBase64(identityKey) });
  const proveSigned = proveBytes(signed, { machineId: SAMPLE_JOB.machineId });
  const sign = (bytes: Uint8Array) => encodeBase64(naclSignatures.sign(bytes, identitySeed));
  const proof = makeProof(naclPrimitives, sessionKey, nonce);
  return {
    hello: { type: 'hello', protocol: 1, sessionKey: signed.sessionKey },
    challenge: {
      type: 'challenge',
      sessionId: SESSION_ID,
      nonce: signed.nonce,
      proof: encodeBase64(proof),
      serverTime: 1_764_000_000_000,
    },
    x25519: encodeBase64(nodeX25519(ephemeral.secretKey, channel.publicKey)),
    boxBefore: encodeBase64(nacl.box.before(channel.publicKey, ephemeral.secretKey)),
    derivedSessionKey: encodeBase64(sessionKey),
    proofNonceHex: Buffer.from(counterNonce(SEAL_PURPOSE.proof, 0)).toString('hex'),
    enrol: {
      signedText: text(enrolSigned),
      message: {
        ...AGENT_SAMPLES.enrol,
        tokenId: TOKEN_ID,
        secret: SECRET,
        agentKey: encodeBase64(identityKey),
        signature: sign(enrolSigned),
      },
    },
    prove: {
      signedText: text(proveSigned),
      message: { ...AGENT_SAMPLES.prove, machineId: SAMPLE_JOB.machineId, signature: sign(proveSigned) },
    },
  };
}

function frame(purpose: 1 | 2, counter: number, messages: unknown[]) {
  const plaintext = encodeBatch(messages);
  const sealed = sealFrame(naclPrimitives, { key: sessionKey, direction: purpose, counter }, plaintext);
  return {
    direction: purpose === 1 ? 'agent-to-server' : 'server-to-agent',
    counter,
    plaintext: text(plaintext),
    nonceHex: Buffer.from(counterNonce(purpose, counter)).toString('hex'),
    frame: encodeBase64(sealed),
  };
}

function frames() {
  const good = [
    frame(1, 1, [AGENT_SAMPLES.heartbeat]),
    frame(2, 1, []),
    frame(1, 2, [{ ...AGENT_SAMPLES.heartbeat, note: 'Grüße \u{1f600}' }, AGENT_SAMPLES.ask]),
    frame(1, 4_294_967_296, [AGENT_SAMPLES.bye]),
  ];
  const altered = Buffer.from(good[0]!.frame, 'base64');
  altered[altered.length - 1]! ^= 1;
  return {
    sessionKey: encodeBase64(sessionKey),
    good,
    refused: [
      { why: 'one bit altered', lastCounter: 0, frame: altered.toString('base64'), code: 'bad-seal' },
      { why: 'counter taken already', lastCounter: 1, frame: good[0]!.frame, code: 'replayed' },
      { why: 'a counter left out', lastCounter: 0, frame: good[2]!.frame, code: 'out-of-order' },
      { why: 'the other direction', lastCounter: 0, frame: good[1]!.frame, code: 'bad-seal' },
    ],
  };
}

function goTicket() {
  const ticket = { jobId: JOB_ID, attempt: 1, askId: OTHER_ID, machineId: SAMPLE_JOB.machineId, epoch: 7 };
  const sealed = sealGoTicket(naclPrimitives, { key: sessionKey, random23: fill(0x66, 23) }, ticket);
  return {
    sessionKey: encodeBase64(sessionKey),
    random23Hex: Buffer.from(fill(0x66, 23)).toString('hex'),
    plaintext: JSON.stringify(ticket),
    ticket,
    message: { type: 'go', jobId: JOB_ID, attempt: 1, sealed: encodeBase64(sealed) },
  };
}

function job() {
  const payloadText = JSON.stringify(SAMPLE_JOB);
  const payload = new TextEncoder().encode(payloadText);
  return {
    payloadText,
    signedBytes: encodeBase64(jobBytes(payload)),
    publicKey: encodeBase64(jobKey),
    offer: {
      type: 'offer',
      payload: encodeBase64(payload),
      signature: encodeBase64(naclSignatures.sign(jobBytes(payload), jobSeed)),
    },
  };
}

function token() {
  const parts = {
    tokenId: TOKEN_ID,
    secret: SECRET,
    channelKey: encodeBase64(channel.publicKey),
    jobKey: encodeBase64(jobKey),
  };
  const made = formatEnrolmentToken(parts);
  return {
    parts,
    text: made,
    alsoRead: [`"${made}"`, `  ${made}\r\n`, `${made.slice(0, 60)}\n${made.slice(60)}`],
    refused: [
      { text: '', code: 'empty' },
      { text: 'hello', code: 'not-a-token' },
      { text: made.replace('tf1', 'tf2'), code: 'other-version' },
      { text: made.slice(0, -1), code: 'cut-short' },
      { text: `${made}.x`, code: 'damaged' },
    ],
  };
}

function noticeCodes() {
  const noticeUrl = 'http://notice.example.net:3002';
  const sessions = ['pts/3', 'ada :0', 'S-1-5-21-1004336348-1177238915-682003330-1001', 'Zoë ☂ :1'];
  return {
    secret: encodeBase64(identitySeed),
    noticeUrl,
    cases: sessions.map((session, index) => {
      const about = { jobId: SESSION_ID, attempt: index + 1, session };
      const code = noticeCode(naclPrimitives, identitySeed, about);
      const codeSha256 = createHash('sha256').update(code).digest('hex');
      return { ...about, code, codeSha256, link: noticeLink(noticeUrl, code) };
    }),
  };
}

function userPseudonyms() {
  const users = ['uid 1000', 'S-1-5-21-1004336348-1177238915-682003330-1001', 'lab\\zoë ☂'];
  return {
    secret: encodeBase64(identitySeed),
    cases: users.map((user) => ({ user, pseudonym: userPseudonym(naclPrimitives, identitySeed, user) })),
  };
}

/** The contents of fixtures/messages, by file name; from fixed seeds, so always the same. */
export function messageVectors(): Record<string, unknown> {
  return {
    'keys.json': keys(),
    'handshake.json': handshake(),
    'frames.json': frames(),
    'go-ticket.json': goTicket(),
    'job.json': job(),
    'token.json': token(),
    'notice-code.json': noticeCodes(),
    'user-pseudonym.json': userPseudonyms(),
    'messages.json': { agent: AGENT_SAMPLES, server: SERVER_SAMPLES },
  };
}
