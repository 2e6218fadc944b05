import type { HelloMessage, ServerMessage } from '@teredo-fleet/protocol';
import {
  ALTERED,
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeBatch,
  type GreetedSession,
  HANDSHAKE_SECONDS,
  keyOfChallenge,
  NOT_THE_SERVER,
  naclPrimitives,
  openFrame,
  PROTOCOL_VERSION,
  readServerMessageEs3,
  receivingDirection,
  sealFrame,
  sendingDirection,
} from '@teredo-fleet/protocol/es3';
import nacl from 'tweetnacl';
import type { HttpAnswer, HttpPost } from '../host/http';
import { challengeOf, endOfClearAnswer } from './clear-answer';
import { type SessionEnd, sessionEnd, unreachable } from './session-end';

const SESSION_PATH = '/agent/v1/session';
const LATE_MS = 15_000;

/** Where a session goes, and the key that it has to prove. */
export interface ServerPin {
  /** Origin, without a slash at its end. */
  server: string;
  /** X25519 public key of the server's channel, standard base64. */
  channelKey: string;
  post(request: HttpPost): HttpAnswer;
}

export type Exchange = { ok: true; messages: ServerMessage[] } | { ok: false; end: SessionEnd };

/** A greeted session over the polling door: one exchange after another, each sealed. */
export interface PollSession {
  readonly greeted: GreetedSession;
  readonly key: Uint8Array;
  /** Sends messages, takes in the server's. After an end the session is over. */
  exchange(messages: readonly object[], holdSeconds: number): Exchange;
}

/** Says hello and checks that the server holds the pinned key; nothing secret was sent by then. */
export function openPollSession(
  pin: ServerPin,
): { ok: true; session: PollSession } | { ok: false; end: SessionEnd } {
  const pair = nacl.box.keyPair();
  const hello: HelloMessage = {
    type: 'hello',
    protocol: PROTOCOL_VERSION,
    sessionKey: encodeBase64(pair.publicKey),
  };
  const answer = pin.post({
    url: pin.server + SESSION_PATH,
    contentType: 'application/json',
    body: JSON.stringify(hello),
    timeoutMs: HANDSHAKE_SECONDS * 1000,
  });
  if (!answer.ok) return { ok: false, end: unreachable(pin.server, answer.cause) };
  const read = challengeOf(pin.server, answer);
  if (!read.ok) return read;
  const greeted: GreetedSession = { hello, challenge: read.challenge };
  const own = { secretKey: pair.secretKey, channelKey: pin.channelKey };
  const key = keyOfChallenge(naclPrimitives, greeted, own);
  if (key === null) return { ok: false, end: sessionEnd('not-the-pinned-server', NOT_THE_SERVER) };
  return { ok: true, session: createSession(pin, greeted, key) };
}

function messagesIn(plaintext: Uint8Array): ServerMessage[] | null {
  const text = decodeUtf8(plaintext);
  if (text === null) return null;
  try {
    const values: unknown = JSON.parse(text);
    if (Object.prototype.toString.call(values) !== '[object Array]') return null;
    const messages: ServerMessage[] = [];
    for (const value of values as unknown[]) {
      // A kind that is not known is passed over, so that a newer server may have some.
      const message = readServerMessageEs3(value);
      if (message !== null) messages.push(message);
    }
    return messages;
  } catch (_error) {
    return null;
  }
}

function createSession(pin: ServerPin, greeted: GreetedSession, key: Uint8Array): PollSession {
  let counter = 0;

  function open(text: string): Exchange {
    const frame = decodeBase64(text);
    if (frame === null) return { ok: false, end: endOfAltered(pin.server, text) };
    const opening = { key, direction: receivingDirection('agent'), lastCounter: counter - 1 };
    const opened = openFrame(naclPrimitives, opening, frame);
    if (!opened.ok) return { ok: false, end: sessionEnd(opened.code, ALTERED) };
    const messages = messagesIn(opened.plaintext);
    if (messages === null) return { ok: false, end: sessionEnd('malformed', ALTERED) };
    return endOfMessages(messages) ?? { ok: true, messages };
  }

  function exchange(messages: readonly object[], holdSeconds: number): Exchange {
    counter += 1;
    const hold = messages.length > 0 ? 0 : holdSeconds;
    const sealing = { key, direction: sendingDirection('agent'), counter };
    const answer = pin.post({
      url: `${pin.server}${SESSION_PATH}/${greeted.challenge.sessionId}?hold=${hold}`,
      contentType: 'text/plain',
      body: encodeBase64(sealFrame(naclPrimitives, sealing, encodeBatch(messages))),
      timeoutMs: hold * 1000 + LATE_MS,
    });
    if (!answer.ok) return { ok: false, end: unreachable(pin.server, answer.cause) };
    if (answer.status !== 200) return { ok: false, end: endOfClearAnswer(pin.server, answer) };
    return open(answer.text);
  }

  return { greeted, key, exchange };
}

/** No frame at all: a page of somebody on the way, or a frame that was cut. */
function endOfAltered(server: string, text: string): SessionEnd {
  const isPage = /^\s*</.test(text);
  return isPage ? endOfClearAnswer(server, { status: 200, text }) : sessionEnd('bad-seal', ALTERED);
}

/** An error under the seal is the server's own word, and may be final. */
function endOfMessages(messages: ServerMessage[]): Exchange | null {
  for (const message of messages) {
    if (message.type !== 'error') continue;
    return {
      ok: false,
      end: sessionEnd(message.code, message.text, message.final, message.retryAfterSeconds),
    };
  }
  return null;
}
