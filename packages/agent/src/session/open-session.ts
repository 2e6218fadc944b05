import {
  type AgentMessage,
  type EnrolledMessage,
  HANDSHAKE_SECONDS,
  type ServerMessage,
  type WelcomeMessage,
} from '@teredo-fleet/protocol';
import {
  checkChallenge,
  type HostFacts,
  makeEnrol,
  makeGreeting,
  makeProve,
  type ProvenIdentity,
} from './greeting';
import type { DoorAddress, Link, OutgoingMessage } from './link';
import { openPollLink } from './poll-link';
import { SessionError } from './session-error';
import { openWsLink } from './ws-link';

/** `auto`: the WebSocket door, and the polling door where that one is blocked or not to be had. */
export type DoorChoice = 'auto' | 'ws' | 'poll';

export interface ServerPin extends DoorAddress {
  door: DoorChoice;
  /** X25519 public key of the server's channel, standard base64. */
  channelKey: string;
  /** How long the next empty poll may be held, seconds; asked before each one. */
  holdSeconds: () => number;
}

/** A standing session. `ended` resolves once, with the reason. */
export interface Session {
  readonly door: 'ws' | 'poll';
  readonly welcome: WelcomeMessage;
  /** Session key, for go tickets. */
  readonly key: Uint8Array;
  send(message: AgentMessage): void;
  /** Whether the server answers now; resolves within a few seconds, never rejects. */
  answers(): Promise<boolean>;
  close(): void;
  readonly ended: Promise<SessionError>;
}

interface GreetedLink {
  link: Link;
  greeting: ReturnType<typeof makeGreeting>;
  key: Uint8Array;
}

async function greetBy(door: 'ws' | 'poll', pin: ServerPin): Promise<GreetedLink> {
  const greeting = makeGreeting();
  const { hello } = greeting;
  const link = door === 'ws' ? await openWsLink(pin, hello) : await openPollLink(pin, hello, pin.holdSeconds);
  try {
    return { link, greeting, key: checkChallenge(greeting, link.challenge, pin.channelKey) };
  } catch (error) {
    link.close();
    throw error;
  }
}

/** Answers that the other door would only repeat. */
const sameOnBothDoors = (error: SessionError) =>
  ['wrong-version', 'too-many', 'not-ready', 'not-the-pinned-server'].includes(error.code);

async function greet(pin: ServerPin): Promise<GreetedLink> {
  if (pin.door !== 'auto') return greetBy(pin.door, pin);
  try {
    return await greetBy('ws', pin);
  } catch (error) {
    if (!(error instanceof SessionError) || sameOnBothDoors(error)) throw error;
    return greetBy('poll', pin);
  }
}

const endedUnanswered = () =>
  new SessionError('closed', 'The connection ended before the server answered.', false, null);

/** Starts the link and waits for the first message of the wanted type. Throws SessionError. */
function firstAnswer<T extends ServerMessage['type']>(
  { link, key }: GreetedLink,
  type: T,
  request: OutgoingMessage,
  later: { onMessage(message: ServerMessage): void; onEnd(error: SessionError): void },
): Promise<Extract<ServerMessage, { type: T }>> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const timer = setTimeout(
      () => {
        link.close();
        reject(
          new SessionError('timed-out', 'The server did not answer in time. It is tried again.', false, null),
        );
      },
      2 * HANDSHAKE_SECONDS * 1000,
    );
    link.start(
      {
        onMessage(message) {
          if (answered) return later.onMessage(message);
          if (message.type !== type) return;
          answered = true;
          clearTimeout(timer);
          resolve(message as Extract<ServerMessage, { type: T }>);
        },
        onEnd(error) {
          clearTimeout(timer);
          if (answered) later.onEnd(error);
          else reject(error.code === 'closed' ? endedUnanswered() : error);
        },
      },
      key,
    );
    link.send(request);
  });
}

/**
 * Enrols this machine: the token's secret is sent only after the server has proved itself, and `identity` asked for only
 * then. Throws SessionError, and what `identity` rejects with.
 */
export async function enrolMachine(
  pin: ServerPin,
  identity: () => Promise<{ seed: Uint8Array; tokenId: string; secret: string }>,
  host: HostFacts,
): Promise<EnrolledMessage> {
  const greeted = await greet(pin);
  const { link, greeting } = greeted;
  const nothing = { onMessage: () => undefined, onEnd: () => undefined };
  try {
    const request = makeEnrol({ greeting, challenge: link.challenge }, await identity(), host);
    return await firstAnswer(greeted, 'enrolled', request, nothing);
  } finally {
    link.close();
  }
}

/** Opens a session of an enrolled machine. `onMessage` gets everything after the welcome. Throws SessionError. */
export async function openSession(
  pin: ServerPin,
  identity: ProvenIdentity,
  host: HostFacts,
  onMessage: (message: ServerMessage) => void,
): Promise<Session> {
  const greeted = await greet(pin);
  const { link, greeting, key } = greeted;
  let end: (error: SessionError) => void = () => undefined;
  const ended = new Promise<SessionError>((resolve) => {
    end = resolve;
  });
  const request = makeProve({ greeting, challenge: link.challenge }, identity, host);
  const welcome = await firstAnswer(greeted, 'welcome', request, { onMessage, onEnd: end });
  const close = () => {
    link.close();
    end(new SessionError('closed', 'The agent closed the session.', false, null));
  };
  const { door } = link;
  return {
    door,
    welcome,
    key,
    send: (message) => link.send(message),
    answers: () => link.answers(),
    close,
    ended,
  };
}
