import type {
  AgentMessage,
  ChallengeMessage,
  EnrolMessage,
  ProveMessage,
  ServerMessage,
} from '@teredo-fleet/protocol';
import type { SessionError } from './session-error';

export type OutgoingMessage = AgentMessage | EnrolMessage | ProveMessage;

/** Where a link's messages and its end go. Set once, before the first message is sent. */
export interface LinkListener {
  onMessage(message: ServerMessage): void;
  /** Once; nothing comes after it. */
  onEnd(error: SessionError): void;
}

/** One door after `hello` was answered. Both doors look like this from here on. */
export interface Link {
  readonly door: 'ws' | 'poll';
  readonly challenge: ChallengeMessage;
  /** `key` is the session key that the challenge proved; the polling door seals with it. */
  start(listener: LinkListener, key: Uint8Array): void;
  /** Queues a message; what was not sent when the link ends is lost. */
  send(message: OutgoingMessage): void;
  /** Whether the server answers now; resolves within a few seconds, never rejects. */
  answers(): Promise<boolean>;
  close(): void;
}

export interface DoorAddress {
  /** `http:` or `https:` origin of the agents' address. */
  server: string;
  /** PEM of certificate authorities that are trusted besides the system's; null: only the system's. */
  ca: string | null;
}
