import {
  closeSessions,
  grantGo,
  inPoolTransaction,
  machineStandings,
  notify,
  type OpenNoticeAnswer,
  offerableJobs,
  openNoticeAnswers,
  openNudges,
  openOverrides,
  programsForMachines,
  type Queryable,
  recordApplicationRequests,
  recordNoticeLinks,
  recordProgramReports,
  refuseOffers,
  settleNoticeAnswers,
  takeMachineRequests,
  takeReceipts,
  takeStatuses,
  takeUpdateReports,
  touchContacts,
  upsertFacts,
} from '@teredo-fleet/db';
import {
  observationFacts,
  readableText,
  readProgramReport,
  takeUpdates,
  WAKE_CHANNEL,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { AgentStore, PendingForMachine, SignOfLife, Written } from './agent-store';
import { HOLD_TEXTS } from './hold-texts';
import { receiptInput, statusInput } from './report-inputs';

const EVERYTHING = { scopes: '*', userId: null } as const;

const SUPERSEDED: Written = { superseded: true, unreadable: null, changed: [] };
const taken = (changed: string[]): Written => ({ superseded: false, unreadable: null, changed });

/** Rows of the newest session of their machine; writing down that they were heard of tells which those are. */
async function newestOf(db: Queryable, rows: readonly SignOfLife[]): Promise<boolean[]> {
  const highest = new Map<string, number>();
  for (const { machineId, epoch } of rows)
    highest.set(machineId, Math.max(epoch, highest.get(machineId) ?? 0));
  const inputs = rows.map(({ machineId, epoch, receivedAt }) => ({
    machineId,
    epoch,
    at: new Date(receivedAt),
  }));
  const alive = new Set(await touchContacts(db, inputs));
  return rows.map(({ machineId, epoch }) => epoch === highest.get(machineId) && alive.has(machineId));
}

/** Writes the rows of the newest sessions with `write`, in one transaction, and gives every row its result. */
function writeNewest<Row extends SignOfLife>(
  pool: Pool,
  rows: readonly Row[],
  write: (db: Queryable, current: readonly Row[]) => Promise<Written[]>,
): Promise<Written[]> {
  return inPoolTransaction(pool, EVERYTHING, async (client) => {
    const newest = await newestOf(client, rows);
    const written = await write(
      client,
      rows.filter((_, index) => newest[index]),
    );
    let next = 0;
    return newest.map((is) => (is ? (written[next++] ?? SUPERSEDED) : SUPERSEDED));
  });
}

async function writeFacts(
  db: Queryable,
  rows: Parameters<AgentStore['writeObservations']>[0],
): Promise<Written[]> {
  const facts = rows.map(({ machineId, receivedAt, message }) =>
    observationFacts({
      machineId,
      observedAt: new Date(message.observedAt),
      receivedAt: new Date(receivedAt),
      reason: message.reason,
      observation: message.observation,
    }),
  );
  const readable = facts.flatMap((one) => ('unreadable' in one ? [] : [one]));
  const changed = new Set(
    (await upsertFacts(db, readable)).flatMap((one) => (one.changed ? [one.machineId] : [])),
  );
  return facts.map((one) => {
    if ('unreadable' in one) return { superseded: false, ...one, changed: [] };
    return taken(changed.has(one.machineId) ? [`machine:${one.machineId}`] : []);
  });
}

function answerMessage({
  machineId: _,
  until,
  at,
  ...rest
}: OpenNoticeAnswer): PendingForMachine['answers'][number] {
  return { ...rest, until: until === null ? null : until.getTime(), at: at.getTime() };
}

async function takePending(
  pool: Pool,
  machineIds: readonly string[],
  again: boolean,
): Promise<PendingForMachine[]> {
  const [standings, { offers, cancels }, requests, answers, nudges, overrides, updates, programs] =
    await Promise.all([
      machineStandings(pool, machineIds),
      offerableJobs(pool, machineIds, again),
      takeMachineRequests(pool, machineIds),
      openNoticeAnswers(pool, machineIds),
      openNudges(pool, machineIds),
      openOverrides(pool, machineIds),
      takeUpdates(pool, machineIds),
      programsForMachines(pool, machineIds),
    ]);
  const of = <T extends { machineId: string }>(all: readonly T[], id: string) =>
    all.filter((one) => one.machineId === id);
  return standings.map((standing) => {
    const asked = of(requests, standing.machineId).map(({ kind }) => kind);
    return {
      ...standing,
      offers: of(offers, standing.machineId),
      cancels: of(cancels, standing.machineId),
      observeNow: asked.includes('observe-now'),
      answers: of(answers, standing.machineId).map(answerMessage),
      nudges: of(nudges, standing.machineId).map(({ jobId, attempt, at }) => ({
        jobId,
        attempt,
        at: at.getTime(),
      })),
      overrides: of(overrides, standing.machineId),
      update: of(updates, standing.machineId)[0] ?? null,
      programs: of(programs, standing.machineId).map(({ id, path }) => ({ id, path })),
      disconnect: asked.includes('disconnect'),
    };
  });
}

/** The gateway's tables over PostgreSQL. */
export function createAgentStore(pool: Pool): AgentStore {
  return {
    writeHeartbeats: (rows) => writeNewest(pool, rows, async (_, current) => current.map(() => taken([]))),
    writeObservations: (rows) => writeNewest(pool, rows, writeFacts),
    writeStatuses: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const verdicts = await takeStatuses(db, current.map(statusInput));
        return verdicts.map(({ verdict, jobId, machineId, rolloutId }) => {
          if (verdict !== 'accepted') return taken([]);
          return taken([
            `job:${jobId}`,
            `machine:${machineId}`,
            ...(rolloutId === null ? [] : [`rollout:${rolloutId}`]),
          ]);
        });
      }),
    writeReceipts: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const verdicts = await takeReceipts(db, current.map(receiptInput));
        return verdicts.map(({ verdict, jobId }) => taken(verdict === 'stored' ? [`job:${jobId}`] : []));
      }),
    writeOfferRefusals: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const refusals = current.map(({ machineId, message: { jobId, payloadSha256, code, text } }) => ({
          machineId,
          jobId,
          payloadSha256,
          code,
          text: readableText(text),
        }));
        const changed = new Map<string, string[]>();
        for (const { jobId, machineId, rolloutId } of await refuseOffers(db, refusals)) {
          const before = changed.get(machineId) ?? [`machine:${machineId}`];
          changed.set(machineId, [...before, `job:${jobId}`, `rollout:${rolloutId}`]);
        }
        return refusals.map(({ machineId }) => taken(changed.get(machineId) ?? []));
      }),
    writeApplicationRequests: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const requests = current.map(({ machineId, message: { application, askedBy } }) => ({
          machineId,
          application,
          askedBy,
        }));
        const kept = new Set(await recordApplicationRequests(db, requests));
        return current.map(({ machineId }) => taken(kept.has(machineId) ? [`machine:${machineId}`] : []));
      }),
    writeUpdateReports: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const reports = current.map(({ machineId, message: { version, state, text } }) => ({
          machineId,
          version,
          state,
          text: text === null ? null : readableText(text),
        }));
        const reported = await takeUpdateReports(db, reports);
        const ready = reported.flatMap(({ machineId, state }) => (state === 'ready' ? [machineId] : []));
        if (ready.length > 0)
          await notify(
            db,
            WAKE_CHANNEL,
            ready.map((machineId) => `gateway:${machineId}`),
          );
        const changed = new Set(reported.map(({ machineId }) => machineId));
        return reports.map(({ machineId }) => taken(changed.has(machineId) ? [`machine:${machineId}`] : []));
      }),
    writeNoticeLinks: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        await recordNoticeLinks(
          db,
          current.map(({ machineId, message: { jobId, attempt, session, codeSha256, deferralsLeft } }) => ({
            machineId,
            jobId,
            attempt,
            session,
            codeSha256: Buffer.from(codeSha256, 'hex'),
            deferralsLeft: deferralsLeft ?? null,
          })),
        );
        return current.map(() => taken([]));
      }),
    writeNoticeOutcomes: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const outcomes = current.map(({ machineId, message: { id, outcome } }) => ({
          machineId,
          id,
          outcome,
        }));
        const settled = await settleNoticeAnswers(db, outcomes);
        const changed = new Map(settled.map(({ jobId, machineId }) => [machineId, [`job:${jobId}`]]));
        return current.map(({ machineId }) => taken(changed.get(machineId) ?? []));
      }),
    writeProgramReports: (rows) =>
      writeNewest(pool, rows, async (db, current) => {
        const reports = current.map(({ machineId, receivedAt, message }) => ({
          machineId,
          programId: message.programId,
          receivedAt: new Date(receivedAt),
          ...readProgramReport(message),
        }));
        const changed = new Set(await recordProgramReports(db, reports));
        return current.map(({ machineId }) => taken(changed.has(machineId) ? [`machine:${machineId}`] : []));
      }),
    async markDisconnected(rows) {
      const changed = new Set(await closeSessions(pool, rows));
      return rows.map(({ machineId }) => taken(changed.has(machineId) ? [`machine:${machineId}`] : []));
    },
    async answerAsk(question) {
      const answer = await grantGo(pool, question);
      if (answer.outcome === 'granted') {
        return { granted: true, changed: [`job:${question.jobId}`, `machine:${question.machineId}`] };
      }
      const { reason, retryAfterSeconds, tookBack } = answer;
      // Where its rollout is over it is cancelled, of which the machine is told.
      if (tookBack) await notify(pool, WAKE_CHANNEL, [`gateway:${question.machineId}`]);
      return {
        granted: false,
        changed: tookBack ? [`job:${question.jobId}`, `machine:${question.machineId}`] : [],
        reason,
        text: HOLD_TEXTS[reason],
        retryAfterSeconds,
        superseded: reason === 'superseded',
      };
    },
    takePending: (machineIds, again) => takePending(pool, machineIds, again),
    notifyChanged: (payloads) => notify(pool, 'teredo_changed', payloads),
  };
}
