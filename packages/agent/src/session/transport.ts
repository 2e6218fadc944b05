import type { ErrorMessage, ServerMessage } from '@teredo-fleet/protocol';

/** Which server, and the only channel key that its answers may come from (base64, from the enrolment token). */
export interface ServerTarget {
  /** `https://fleet.example.org`, `http://127.0.0.1:3001`; a path before `/agent/v1` is kept. */
  serverUrl: string;
  channelKey: string;
}

/** What `hello` and `challenge` agreed on; texts exactly as they were sent, for signing. */
export interface SessionSecrets {
  sessionId: string;
  nonce: string;
  sessionKey: string;
  /** The derived key of this session. */
  key: Uint8Array;
}

/** Why a session is over. `error` is the server's own message, when it said something that could be trusted. */
export interface SessionEnd {
  error: ErrorMessage | null;
  /** Plain words for the log. */
  cause: string;
}

export interface TransportListener {
  message(message: ServerMessage): void;
  /** Comes once, last. */
  ended(end: SessionEnd): void;
}

/** One door's connection after the server has proved itself. Nothing secret was sent before. */
export interface Transport {
  readonly door: 'ws' | 'poll';
  readonly secrets: SessionSecrets;
  /** Messages that came before are delivered on the first call. */
  listen(listener: TransportListener): void;
  /** Sends in order. `onSent` is called when the message leaves this machine. */
  send(message: object, onSent?: () => void): void;
  /** Monotonic instant at which the server was last heard. */
  lastHeardMs(): number;
  /** Asks for a sign of life now. */
  checkAlive(): void;
  /** While a job is under way the polling door asks more often. */
  setBusy(busy: boolean): void;
  /** Ends it without `ended` being called; messages on their way out are given a moment. */
  close(): Promise<void>;
}

/**
 * `unreachable`: no answer. `no-websocket`: something answers, but WebSockets don't come through. `not-the-server`: it
 * can't prove that it has the pinned channel key. `refused`: it said no, see `error`.
 */
export type DoorErrorCode = 'unreachable' | 'no-websocket' | 'not-the-server' | 'refused';

/** A door that did not open. */
export class DoorError extends Error {
  constructor(
    readonly code: DoorErrorCode,
    message: string,
    readonly error: ErrorMessage | null = null,
  ) {
    super(message);
    this.name = 'DoorError';
  }
}

/** Opens one door: `hello`, `challenge`, proof. Throws DoorError. */
export type OpenDoor = (target: ServerTarget) => Promise<Transport>;
