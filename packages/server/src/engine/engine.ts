import { randomBytes } from 'node:crypto';
import {
  closeSessionsOfDeadServers,
  closeSilentSessions,
  createPool,
  enterExpiredWaivers,
  enterSilentTrials,
  expireJobs,
  finishRollouts,
  foldFindingDeltas,
  heartbeatSeconds,
  inPoolTransaction,
  type JobMoved,
  markLostContact,
  noteFindingDay,
  noteFleetDay,
  noteMissedFleetDay,
  notify,
  prunePollSessions,
  pruneServerProcesses,
  pruneUnjudgedEnds,
  type Queryable,
  rightFindingCounts,
} from '@teredo-fleet/db';
import { DEFAULT_HEARTBEAT_SECONDS, POLL_HOLD_SECONDS } from '@teredo-fleet/protocol';
import {
  alertRound,
  type ConditionSources,
  conditionSources,
  extendAuditChain,
  foldTeredoServers,
  measureDueServers,
  ownRuleRound,
  policyRound,
  repairRound,
  rolloutRound,
  WAKE_CHANNEL,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import { NoticeListener } from '../bus/notice-listener';
import type { Logger } from '../log';
import { collapseChanges } from '../process/collapse-changes';
import { PROCESS_SILENT_SECONDS, ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import { Ticker } from '../process/ticker';
import type { EngineEnvironment } from '../role-environment';
import { AlertSending } from './alerts/alert-sending';
import { servedCertificate } from './alerts/served-certificate';
import { ChainChecking, headPlaces } from './audit-rounds';
import { publishingRound } from './publish-heads';
import { reportRound } from './reports/report-round';
import { retentionRound } from './retention-rounds';
import { createUdpPort } from './udp-port';

const EVERYTHING = { scopes: '*', userId: null } as const;
const JOBS_EVERY_MS = 1_000;
const LINK_EVERY_MS = 500;
const PUBLISH_EVERY_MS = 5_000;
/** How soon after a day is over, or at most after somebody asked, the chain is checked. */
const CHECK_EVERY_MS = 60_000;
const JUDGE_POLICIES_EVERY_MS = 2_000;
/** How soon after a machine told something, or a rule was written, own rules say so. */
const JUDGE_OWN_RULES_EVERY_MS = 2_000;
const OPEN_REPAIRS_EVERY_MS = 5_000;
const CONTACTS_EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 30_000;
const REPORTS_EVERY_MS = 10_000;
const FOLD_FINDINGS_EVERY_MS = 5_000;
/** So much of a day may be missing in its numbers. */
const NOTE_FINDINGS_EVERY_MS = 60_000;
/** The newest numbers of today are no older; and how soon the next day that was missed is made good. */
const NOTE_FLEET_EVERY_MS = 60_000;
const RIGHT_FINDINGS_EVERY_MS = 60 * 60_000;
/** How soon something that is so is told of. */
const ALERTS_EVERY_MS = 15_000;
const SEND_ALERTS_EVERY_MS = 2_000;
const RETENTION_EVERY_MS = 10 * 60_000;
const FOLD_SERVERS_EVERY_MS = 15_000;
/** How soon a measurement that somebody asks for begins; with four servers a round, also the most that leaves. */
const MEASURE_EVERY_MS = 3_000;
/** The agent puts things back first and has to be able to say so; a rollout does not wait for ever for it. */
const LOST_CONTACT_GRACES = { silenceSeconds: 60, overdueSeconds: 15 * 60 };
/** To prove who it is a machine calculates for some seconds, on old processors for some more. */
const POLL_SESSION_LIMITS = { unusedSeconds: 10 * POLL_HOLD_SECONDS, unprovenSeconds: 120 };
const FORGET_PROCESS_SECONDS = 10 * PROCESS_SILENT_SECONDS;

const moved = ({ jobId, machineId, rolloutId }: JobMoved): string[] => [
  `job:${jobId}`,
  `machine:${machineId}`,
  `rollout:${rolloutId}`,
];

async function passTime(db: Queryable): Promise<void> {
  const expired = await expireJobs(db);
  const lost = await markLostContact(db, LOST_CONTACT_GRACES);
  const finished = await finishRollouts(db);
  const changed = [...expired, ...lost].flatMap(moved).concat(finished.map((id) => `rollout:${id}`));
  if (changed.length === 0) return;
  await notify(
    db,
    'teredo_wake',
    expired.map(({ machineId }) => `gateway:${machineId}`),
  );
  await notify(db, 'teredo_changed', [...collapseChanges(changed), 'audit']);
}

async function closeContacts(db: Queryable): Promise<void> {
  const beat = (await heartbeatSeconds(db)) ?? DEFAULT_HEARTBEAT_SECONDS;
  const silent = Math.max(3 * beat, 2 * POLL_HOLD_SECONDS) + 10;
  const dead = await closeSessionsOfDeadServers(db, PROCESS_SILENT_SECONDS);
  const gone = await closeSilentSessions(db, silent);
  const changed = [...dead, ...gone].map((machineId) => `machine:${machineId}`);
  await notify(db, 'teredo_changed', collapseChanges(changed));
}

async function enterTrials(db: Queryable): Promise<void> {
  const silent = await enterSilentTrials(db);
  if (silent.length === 0) return;
  const changed = silent.map((machineId) => `machine:${machineId}`);
  await notify(db, 'teredo_changed', [...collapseChanges(changed), 'audit']);
}

async function expireWaivers(db: Queryable): Promise<void> {
  if ((await enterExpiredWaivers(db)).length > 0) await notify(db, 'teredo_changed', ['finding', 'audit']);
}

async function prune(db: Queryable): Promise<void> {
  await prunePollSessions(db, POLL_SESSION_LIMITS);
  await pruneServerProcesses(db, FORGET_PROCESS_SECONDS);
  await pruneUnjudgedEnds(db);
}

/** Links all audit entries that have no link yet. The first round looks everywhere: no entry is left out for good. */
function linkingRound(pool: Pool): () => Promise<void> {
  let swept = false;
  return async () => {
    const link = (everywhere: boolean) =>
      inPoolTransaction(pool, EVERYTHING, (db) => extendAuditChain(db, { everywhere }));
    while ((await link(!swept)) > 0);
    swept = true;
  };
}

async function noteFleet(db: Queryable): Promise<void> {
  await noteFleetDay(db);
  await noteMissedFleetDay(db);
}

/** Adds up the numbers of findings, a portion a transaction. */
function foldingRound(pool: Pool): () => Promise<void> {
  return async () => {
    while (await inPoolTransaction(pool, EVERYTHING, foldFindingDeltas));
  };
}

/** Kept numbers are counted anew now and then: one that was wrong is a fault to be told, and is right from then on. */
function rightingRound(pool: Pool, log: Pick<Logger, 'error'>): () => Promise<void> {
  return async () => {
    const wrong = await inPoolTransaction(pool, EVERYTHING, rightFindingCounts);
    if (wrong.length > 0) log.error({ wrong }, 'kept numbers of findings were wrong and have been put right');
  };
}

/** The rounds of the engine; each is one transaction, and several engines share the work row by row. */
export function engineRounds(pool: Pool, log: Pick<Logger, 'error'>) {
  const inOne = (work: (db: Queryable) => Promise<void>) => () => inPoolTransaction(pool, EVERYTHING, work);
  return {
    passTime: inOne(passTime),
    closeContacts: inOne(closeContacts),
    enterTrials: inOne(enterTrials),
    expireWaivers: inOne(expireWaivers),
    prune: inOne(prune),
    moveRollouts: rolloutRound(pool, (error) => log.error({ err: error }, error.message)),
    judgePolicies: policyRound(pool),
    judgeOwnRules: ownRuleRound(pool),
    openRepairs: repairRound(pool),
    foldServers: () => foldTeredoServers(pool),
    foldFindings: foldingRound(pool),
    noteFindings: inOne(noteFindingDay),
    noteFleet: inOne(noteFleet),
    rightFindings: rightingRound(pool, log),
    linkAudit: linkingRound(pool),
  };
}

/** Decides on alerts, and nudges the sending of what there is to tell. A kind that can't be decided on is told once. */
export function alertsRound(
  pool: Pool,
  { sources, send, log }: { sources: ConditionSources; send: () => void; log: Pick<Logger, 'error'> },
): () => Promise<void> {
  let failing: readonly string[] = [];
  return async () => {
    const round = await inPoolTransaction(pool, EVERYTHING, async (db) => {
      const done = await alertRound(db, sources);
      if (done?.changed) await notify(db, 'teredo_changed', ['alert']);
      return done;
    });
    if (round === null) return;
    for (const { kind, error } of round.faults) {
      if (failing.includes(kind)) continue;
      log.error({ err: error, kind }, 'alerts of a kind could not be decided on; it is tried again');
    }
    failing = round.faults.map(({ kind }) => kind);
    if (round.changed) send();
  };
}

/** Asks the Teredo servers that are due; what is under way ends without a result when the signal comes. */
export function measuringRound(pool: Pool, signal: AbortSignal): () => Promise<void> {
  const udp = createUdpPort(signal);
  return async () => void (await measureDueServers({ pool, signal, udp, randomBytes }));
}

/**
 * What happens by the passing of time alone: expiry, lost contact, the waves and the end of rollouts, clearing up, what
 * is known of Teredo servers, the chain of audit entries, alerts.
 */
export async function startEngine(environment: EngineEnvironment, log: Logger): Promise<Running> {
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(environment.databaseUrl, { max: 4, name: 'teredo-fleet engine', onIdleError });
  const row = new ProcessRow(pool, 'engine', environment.version, log);
  await row.start();
  const rounds = engineRounds(pool, log);
  const checking = new ChainChecking({ pool, environment, log });
  const publish = publishingRound({ pool, places: headPlaces(environment.headPlaces), log });
  const closing = new AbortController();
  const rollouts = new Ticker({ everyMs: JOBS_EVERY_MS, tick: rounds.moveRollouts, log });
  const chainChecks = new Ticker({ everyMs: CHECK_EVERY_MS, tick: checking.round, log });
  const alerts = new AlertSending({ pool, ways: environment.reports, log });
  const alertSends = new Ticker({ everyMs: SEND_ALERTS_EVERY_MS, tick: alerts.round, log });
  const decideAlerts = alertsRound(pool, {
    sources: conditionSources(servedCertificate(environment.tls)),
    send: () => alertSends.nudge(),
    log,
  });
  const tickers = [
    rollouts,
    alertSends,
    new Ticker({ everyMs: ALERTS_EVERY_MS, tick: decideAlerts, log }),
    new Ticker({ everyMs: JOBS_EVERY_MS, tick: rounds.passTime, log }),
    new Ticker({ everyMs: JUDGE_POLICIES_EVERY_MS, tick: rounds.judgePolicies, log }),
    new Ticker({ everyMs: JUDGE_OWN_RULES_EVERY_MS, tick: rounds.judgeOwnRules, log }),
    new Ticker({ everyMs: OPEN_REPAIRS_EVERY_MS, tick: rounds.openRepairs, log }),
    new Ticker({ everyMs: LINK_EVERY_MS, tick: rounds.linkAudit, log }),
    new Ticker({ everyMs: PUBLISH_EVERY_MS, tick: publish, log }),
    chainChecks,
    new Ticker({ everyMs: CONTACTS_EVERY_MS, tick: rounds.closeContacts, log }),
    new Ticker({ everyMs: PRUNE_EVERY_MS, tick: rounds.prune, log }),
    new Ticker({ everyMs: PRUNE_EVERY_MS, tick: rounds.enterTrials, log }),
    new Ticker({ everyMs: PRUNE_EVERY_MS, tick: rounds.expireWaivers, log }),
    new Ticker({
      everyMs: REPORTS_EVERY_MS,
      tick: reportRound({ pool, ways: environment.reports, log }),
      log,
    }),
    new Ticker({ everyMs: RETENTION_EVERY_MS, tick: retentionRound(pool), log }),
    new Ticker({ everyMs: FOLD_SERVERS_EVERY_MS, tick: rounds.foldServers, log }),
    new Ticker({ everyMs: FOLD_FINDINGS_EVERY_MS, tick: rounds.foldFindings, log }),
    new Ticker({ everyMs: NOTE_FINDINGS_EVERY_MS, tick: rounds.noteFindings, log }),
    new Ticker({ everyMs: NOTE_FLEET_EVERY_MS, tick: rounds.noteFleet, log }),
    new Ticker({ everyMs: RIGHT_FINDINGS_EVERY_MS, tick: rounds.rightFindings, log }),
    new Ticker({ everyMs: MEASURE_EVERY_MS, tick: measuringRound(pool, closing.signal), log }),
  ];
  const notices = new NoticeListener({
    databaseUrl: environment.databaseUrl,
    channels: [WAKE_CHANNEL],
    onNotice: (_channel, payload) => {
      // Starts are held until a failure was judged: the word of one does not wait for the next round.
      if (payload === 'engine') rollouts.nudge();
      if (payload === 'engine:send-alerts') alertSends.nudge();
      if (payload !== 'engine:check-audit') return;
      checking.ask();
      chainChecks.nudge();
    },
    onConnected: () => rollouts.nudge(),
    log,
  });
  await notices.start();
  for (const ticker of tickers) ticker.start();
  return {
    async close() {
      closing.abort();
      await notices.close();
      await Promise.all(tickers.map((ticker) => ticker.close()));
      await alerts.settle();
      await row.close();
      await pool.end();
    },
  };
}
