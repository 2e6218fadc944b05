import { parseServerMessage } from '../parse-message';
import { ConformanceError, type DoorClient, Inbox } from './door-client';
import { SessionOpening } from './session-opening';

/** The part of the WebSocket interface of browsers that a scenario needs; the package `ws` has it too. */
export interface WebSocketLike {
  send(data: string | Uint8Array): void;
  close(): void;
  onopen: ((event: never) => unknown) | null;
  onerror: ((event: never) => unknown) | null;
  onmessage: ((event: never) => unknown) | null;
}

/** A client of the WebSocket door at `url` (ws or wss), with sockets made by `connect`. */
export function createWsClient(
  url: string,
  channelKey: string,
  connect: (address: string) => WebSocketLike,
): DoorClient {
  const opening = new SessionOpening();
  const inbox = new Inbox();
  let socket: WebSocketLike | null = null;
  let session: DoorClient['session'] = null;
  let key: Uint8Array | null = null;

  function live(): WebSocketLike {
    if (socket === null) throw new ConformanceError('the door was not opened');
    return socket;
  }

  return {
    get session() {
      return session;
    },
    get key() {
      return key;
    },
    async open(protocol) {
      const made = connect(`${url}/agent/v1/ws`);
      socket = made;
      made.onmessage = (event: { data: unknown }) => {
        const parsed = parseServerMessage(String(event.data));
        if (parsed.ok) inbox.put(parsed.message);
      };
      await new Promise<void>((resolve, reject) => {
        made.onopen = () => resolve();
        made.onerror = () => reject(new ConformanceError('the WebSocket did not open'));
      });
      made.onerror = null;
      made.send(JSON.stringify(opening.hello(protocol)));
      const challenge = await inbox.next('challenge', 5000);
      key = opening.takeChallenge(challenge, channelKey);
      session = { sessionId: challenge.sessionId, nonce: challenge.nonce, sessionKey: opening.sessionKey };
    },
    async send(message) {
      live().send(JSON.stringify(message));
    },
    async sendRaw(bytes) {
      live().send(new TextDecoder().decode(bytes));
    },
    receive: (type, timeoutMs) => inbox.next(type, timeoutMs),
    async close() {
      socket?.close();
    },
  };
}
