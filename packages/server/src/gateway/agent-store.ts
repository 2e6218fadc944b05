import type {
  ObservationMessage,
  OfferRefusedMessage,
  ReceiptMessage,
  StatusMessage,
} from '@teredo-fleet/protocol';

/** A session of one machine, as rows name it. Writes of an older epoch than the newest change nothing. */
export interface SessionRef {
  machineId: string;
  epoch: number;
}

export type FromSession<Message> = SessionRef & { receivedAt: number; message: Message };

/** What became of a written row: `superseded` rows were dropped because the machine has a newer session. */
export interface Written {
  superseded: boolean;
  /** What pages show of it has changed: `machine:<id>`, `job:<id>`. */
  changed: string[];
}

export interface GoQuestion extends SessionRef {
  jobId: string;
  attempt: number;
  askId: string;
}

export type GoAnswer =
  | { granted: true; changed: string[] }
  | { granted: false; reason: string; text: string; retryAfterSeconds: number; superseded: boolean };

/** What a machine is to be told now. */
export interface PendingForMachine {
  machineId: string;
  /** Newest epoch; sessions of an older one are over. */
  epoch: number;
  status: 'pending' | 'active' | 'quarantined' | 'retired' | 'deleted';
  /** Signed jobs that are not at their end, oldest first. */
  offers: { jobId: string; payload: Uint8Array; signature: Uint8Array }[];
  cancels: { jobId: string; reason: string }[];
  observeNow: boolean;
  /** An admin asked for the connection to end. */
  disconnect: boolean;
}

/** What a session of the polling door must remember between two requests, whichever gateway serves them. */
export interface PollStanding {
  machineId: string;
  epoch: number;
  enrolmentId: string;
  status: 'active' | 'pending' | 'quarantined';
  heartbeatSeconds: number;
  /** Ids of the offers and cancels that this session was told. */
  told: string[];
}

export interface PollSessionRow {
  id: string;
  /** X25519 public key of the agent, 32 bytes. */
  agentKey: Uint8Array;
  /** Of the challenge, 32 bytes. */
  nonce: Uint8Array;
  /** null until the machine proved who it is. */
  standing: PollStanding | null;
  /** Number of the newest frame taken in; its answer has the same number. */
  received: number;
  /** The sealed answer to that frame; null while it is being made. */
  lastReply: Uint8Array | null;
}

export interface PollReply {
  id: string;
  /** Number of the frame that this answers. */
  counter: number;
  bytes: Uint8Array;
  standing: PollStanding | null;
}

/** The gateway's tables: each write is one transaction for all its rows. Rejects when nothing was written. */
export interface AgentStore {
  writeHeartbeats(rows: readonly (SessionRef & { receivedAt: number })[]): Promise<Written[]>;
  writeObservations(rows: readonly FromSession<ObservationMessage>[]): Promise<Written[]>;
  writeStatuses(rows: readonly FromSession<StatusMessage>[]): Promise<Written[]>;
  writeReceipts(rows: readonly FromSession<ReceiptMessage>[]): Promise<Written[]>;
  writeOfferRefusals(rows: readonly FromSession<OfferRefusedMessage>[]): Promise<Written[]>;
  markDisconnected(rows: readonly SessionRef[]): Promise<Written[]>;
  answerAsk(question: GoQuestion): Promise<GoAnswer>;
  /** Marks offers and requests as sent, then tells what they are: sending comes after the commit. */
  takePending(machineIds: readonly string[]): Promise<PendingForMachine[]>;
  createPollSession(session: { id: string; agentKey: Uint8Array; nonce: Uint8Array }): Promise<void>;
  readPollSession(id: string): Promise<PollSessionRow | null>;
  /**
   * Takes frame `counter` for this worker alone; false when another one has it, or the counter isn't the next one. A
   * frame whose worker has made no answer within `staleMs` may be taken again.
   */
  claimPollFrame(id: string, counter: number, staleMs: number): Promise<boolean>;
  /** Keeps the answer unless that frame was answered already; false: another worker's answer stands. */
  storePollReply(reply: PollReply): Promise<boolean>;
  deletePollSession(id: string): Promise<void>;
  notifyChanged(payloads: readonly string[]): Promise<void>;
}
