/** A message that the server has to acknowledge, before it has its number. */
export interface OutgoingMessage {
  type: string;
  [field: string]: unknown;
}

/** What the server has not acknowledged yet, in order; lives in memory: after a restart the journal tells it again. */
export interface Outbox {
  add(message: OutgoingMessage): void;
  acknowledge(ns: readonly number[]): void;
  /** A new session stands: everything that waits goes out again. */
  connected(): void;
  /** What goes with the next exchange; at most as much as one frame takes. */
  take(): object[];
  hasNews(): boolean;
}

const MOST_MESSAGES = 16;
/** Within a frame, whatever the characters: each is at most three bytes. */
const MOST_CHARACTERS = 60_000;

interface Waiting {
  n: number;
  type: string;
  message: object;
  length: number;
  sent: boolean;
}

export function createOutbox(): Outbox {
  let waiting: Waiting[] = [];
  let n = 0;
  return {
    add(message) {
      // Of observations only the newest is worth sending.
      if (message.type === 'observation') waiting = waiting.filter(({ type }) => type !== 'observation');
      n += 1;
      const numbered = { ...message, n };
      const { length } = JSON.stringify(numbered);
      waiting.push({ n, type: message.type, message: numbered, length, sent: false });
    },
    acknowledge(ns) {
      waiting = waiting.filter((one) => ns.indexOf(one.n) === -1);
    },
    connected() {
      for (const one of waiting) one.sent = false;
    },
    take() {
      const batch: object[] = [];
      let size = 0;
      for (const one of waiting) {
        if (one.sent) continue;
        size += one.length;
        if (batch.length === MOST_MESSAGES || (size > MOST_CHARACTERS && batch.length > 0)) break;
        one.sent = true;
        batch.push(one.message);
      }
      return batch;
    },
    hasNews: () => waiting.some(({ sent }) => !sent),
  };
}
