import { isDatabaseAway, isDataRefused } from '@teredo-fleet/db';
import type {
  ApplicationRequestMessage,
  NoticeAnswerOutcomeMessage,
  NoticeLinkMessage,
  ObservationMessage,
  OfferRefusedMessage,
  ProgramReportMessage,
  ReceiptMessage,
  StatusMessage,
  UpdateStatusMessage,
} from '@teredo-fleet/protocol';
import type { Logger } from '../log';
import type { AgentStore, FromSession, GoAnswer, GoQuestion, SessionRef, Written } from './agent-store';
import { Batcher } from './batcher';

const CAPACITY = 5_000;
const CLOSE_MS = 3_000;
/** Acknowledged all the same: sent again it would be refused again, and its machine would be kept out for ever. */
const SET_ASIDE: Written = { superseded: false, unreadable: null, changed: [] };

/** Everything that machines report, on its way into the tables. */
export interface Intake {
  heartbeats: Batcher<SessionRef & { receivedAt: number }, Written>;
  observations: Batcher<FromSession<ObservationMessage>, Written>;
  statuses: Batcher<FromSession<StatusMessage>, Written>;
  receipts: Batcher<FromSession<ReceiptMessage>, Written>;
  offerRefusals: Batcher<FromSession<OfferRefusedMessage>, Written>;
  applicationRequests: Batcher<FromSession<ApplicationRequestMessage>, Written>;
  updateReports: Batcher<FromSession<UpdateStatusMessage>, Written>;
  noticeLinks: Batcher<FromSession<NoticeLinkMessage>, Written>;
  noticeOutcomes: Batcher<FromSession<NoticeAnswerOutcomeMessage>, Written>;
  programReports: Batcher<FromSession<ProgramReportMessage>, Written>;
  disconnects: Batcher<SessionRef, Written>;
  answerAsk(question: GoQuestion): Promise<GoAnswer>;
  close(): Promise<void>;
}

export interface IntakeOptions {
  store: AgentStore;
  /** Told what pages may want to show again. */
  onChanged(payloads: readonly string[]): void;
  /** More waits than should: read no more from machines until there is room again. */
  onFull(full: boolean): void;
  log: Logger;
}

/** One batcher a kind of message, so that a slow kind never holds up another. */
export function createIntake({ store, onChanged, onFull, log }: IntakeOptions): Intake {
  const full = new Set<string>();
  function batcher<Item>(
    name: string,
    write: (items: readonly Item[]) => Promise<Written[]>,
  ): Batcher<Item, Written> {
    return new Batcher<Item, Written>({
      name,
      async write(items) {
        const written = await write(items);
        onChanged(written.flatMap((row) => row.changed));
        return written;
      },
      isTransient: isDatabaseAway,
      onRefused: (_, error) => (isDataRefused(error) ? SET_ASIDE : null),
      whileAway: 'wait',
      capacity: CAPACITY,
      onFull(now) {
        const before = full.size > 0;
        if (now) full.add(name);
        else full.delete(name);
        if (before !== full.size > 0) onFull(full.size > 0);
      },
      log,
    });
  }
  const heartbeats = batcher('heartbeats', (rows: readonly (SessionRef & { receivedAt: number })[]) =>
    store.writeHeartbeats(rows),
  );
  const observations = batcher('observations', (rows: readonly FromSession<ObservationMessage>[]) =>
    store.writeObservations(rows),
  );
  const statuses = batcher('statuses', (rows: readonly FromSession<StatusMessage>[]) =>
    store.writeStatuses(rows),
  );
  const receipts = batcher('receipts', (rows: readonly FromSession<ReceiptMessage>[]) =>
    store.writeReceipts(rows),
  );
  const offerRefusals = batcher('offer refusals', (rows: readonly FromSession<OfferRefusedMessage>[]) =>
    store.writeOfferRefusals(rows),
  );
  const applicationRequests = batcher(
    'application requests',
    (rows: readonly FromSession<ApplicationRequestMessage>[]) => store.writeApplicationRequests(rows),
  );
  const updateReports = batcher('update reports', (rows: readonly FromSession<UpdateStatusMessage>[]) =>
    store.writeUpdateReports(rows),
  );
  const noticeLinks = batcher('notice links', (rows: readonly FromSession<NoticeLinkMessage>[]) =>
    store.writeNoticeLinks(rows),
  );
  const noticeOutcomes = batcher(
    'outcomes of answers',
    (rows: readonly FromSession<NoticeAnswerOutcomeMessage>[]) => store.writeNoticeOutcomes(rows),
  );
  const programReports = batcher('program reports', (rows: readonly FromSession<ProgramReportMessage>[]) =>
    store.writeProgramReports(rows),
  );
  const disconnects = batcher('disconnects', (rows: readonly SessionRef[]) => store.markDisconnected(rows));
  return {
    heartbeats,
    observations,
    statuses,
    receipts,
    offerRefusals,
    applicationRequests,
    updateReports,
    noticeLinks,
    noticeOutcomes,
    programReports,
    disconnects,
    async answerAsk(question) {
      const answer = await store.answerAsk(question);
      if (answer.changed.length > 0) onChanged(answer.changed);
      return answer;
    },
    async close() {
      await Promise.all(
        [
          heartbeats,
          observations,
          statuses,
          receipts,
          offerRefusals,
          applicationRequests,
          updateReports,
          noticeLinks,
          noticeOutcomes,
          programReports,
        ].map((one) => one.close(CLOSE_MS)),
      );
      await disconnects.close(CLOSE_MS);
    },
  };
}
