import type { MachineStanding, PollSessionFacts, PollTurn } from '@teredo-fleet/db';
import type {
  ApplicationRequestMessage,
  NoticeAnswerMessage,
  NoticeAnswerOutcomeMessage,
  NoticeLinkMessage,
  NudgeMessage,
  ObservationMessage,
  OfferRefusedMessage,
  ProgramReportMessage,
  ProgramsMessage,
  ReceiptMessage,
  StatusMessage,
  UpdateStatusMessage,
} from '@teredo-fleet/protocol';
import type { UpdateForMachine } from '@teredo-fleet/services';

/** A session of one machine, as rows name it. Writes of an older epoch than the newest change nothing. */
export interface SessionRef {
  machineId: string;
  epoch: number;
}

export type SignOfLife = SessionRef & { receivedAt: number };
export type FromSession<Message> = SignOfLife & { message: Message };

/** What became of a written row. */
export interface Written {
  /** Dropped: the machine has a newer session, or this one was closed. */
  superseded: boolean;
  /** Dropped: what is wrong with it; null for a row that was taken. */
  unreadable: string | null;
  /** What pages show of it has changed: `machine:<id>`, `job:<id>`. */
  changed: string[];
}

export interface GoQuestion extends SessionRef {
  jobId: string;
  attempt: number;
  askId: string;
  /** When it came in, by performance.now(). */
  cameInAt: number;
}

/** `changed`: as in Written. */
export type GoAnswer =
  | { granted: true; changed: string[] }
  | {
      granted: false;
      changed: string[];
      reason: string;
      text: string;
      retryAfterSeconds: number;
      superseded: boolean;
    };

/** What a machine is to be told now. */
export interface PendingForMachine {
  machineId: string;
  /** Newest epoch; sessions of an older one are over. */
  epoch: number;
  status: MachineStanding['status'] | 'deleted';
  /** Signed jobs that are not at their end, in rising sequence. */
  offers: { jobId: string; payload: Uint8Array; signature: Uint8Array }[];
  cancels: { jobId: string; reason: string }[];
  observeNow: boolean;
  /** Given on the page of a notice; the machine judges them. */
  answers: Omit<NoticeAnswerMessage, 'type'>[];
  /** Notices that are to be shown again now. */
  nudges: Omit<NudgeMessage, 'type'>[];
  /** Signed: people are not waited for. */
  overrides: { overrideId: string; jobId: string; payload: Uint8Array; signature: Uint8Array }[];
  /** A release of the agent; null: none for this machine now. */
  update: UpdateForMachine | null;
  /** That an admin named for it, by their ids. */
  programs: ProgramsMessage['programs'];
  /** An admin asked for the connection to end. */
  disconnect: boolean;
}

/** The gateway's tables: each write is one transaction for all its rows. Rejects when nothing was written. */
export interface AgentStore {
  writeHeartbeats(rows: readonly SignOfLife[]): Promise<Written[]>;
  writeObservations(rows: readonly FromSession<ObservationMessage>[]): Promise<Written[]>;
  writeStatuses(rows: readonly FromSession<StatusMessage>[]): Promise<Written[]>;
  writeReceipts(rows: readonly FromSession<ReceiptMessage>[]): Promise<Written[]>;
  writeOfferRefusals(rows: readonly FromSession<OfferRefusedMessage>[]): Promise<Written[]>;
  writeApplicationRequests(rows: readonly FromSession<ApplicationRequestMessage>[]): Promise<Written[]>;
  writeUpdateReports(rows: readonly FromSession<UpdateStatusMessage>[]): Promise<Written[]>;
  writeNoticeLinks(rows: readonly FromSession<NoticeLinkMessage>[]): Promise<Written[]>;
  writeNoticeOutcomes(rows: readonly FromSession<NoticeAnswerOutcomeMessage>[]): Promise<Written[]>;
  writeProgramReports(rows: readonly FromSession<ProgramReportMessage>[]): Promise<Written[]>;
  markDisconnected(rows: readonly SessionRef[]): Promise<Written[]>;
  answerAsk(question: GoQuestion): Promise<GoAnswer>;
  /**
   * Marks offers and requests as sent, then tells what they are: sending comes after the commit. `again`: with what
   * was offered before.
   */
  takePending(machineIds: readonly string[], again: boolean): Promise<PendingForMachine[]>;
  notifyChanged(payloads: readonly string[]): Promise<void>;
}

/** The polling door's tables. */
export interface PollStore {
  openPollSession(session: { id: string; agentKey: Uint8Array; nonce: Uint8Array }): Promise<void>;
  readPollSession(id: string): Promise<(PollSessionFacts & { received: number }) | null>;
  /** Takes the turn of frame `counter` for this worker alone. */
  takePollFrame(id: string, counter: number): Promise<PollTurn>;
  bindPollSession(id: string, session: SessionRef): Promise<void>;
  /** Keeps the answer to a frame, which has the same number; false: the session has ended meanwhile. */
  storePollReply(reply: { id: string; counter: number; bytes: Uint8Array }): Promise<boolean>;
  closePollSession(id: string): Promise<void>;
}
