import { hostname } from 'node:os';
import {
  type BundleRequest,
  claimEvidenceBundle,
  createPool,
  expireEvidenceBundles,
  failEvidenceBundle,
  finishEvidenceBundle,
  inPoolTransaction,
  isDatabaseAway,
  notify,
  wantedBundles,
  writeAudit,
} from '@teredo-fleet/db';
import { bundleEntry, querySettings, WAKE_CHANNEL } from '@teredo-fleet/services';
import { NoticeListener } from '../bus/notice-listener';
import type { Logger } from '../log';
import { PROCESS_SILENT_SECONDS, ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import { Ticker } from '../process/ticker';
import type { ReporterEnvironment } from '../role-environment';
import { type Building, type BuiltBundle, buildBundle } from './build-bundle';
import { removeWorkFolder, sweepBundles } from './bundle-files';
import { BundleError } from './signed-by-signer';

const EVERYTHING = { scopes: '*', userId: null } as const;
const EVERY_MS = 5_000;
const EXPIRE_EVERY_MS = 60_000;
/** Of one rollout; the oldest goes when there are more. */
const KEPT_OF_A_ROLLOUT = 5;
/** A bundle whose builder died so often is given up. */
const MOST_ATTEMPTS = 3;

interface Reporting extends Building {
  log: Logger;
}

/** Puts an end on record, in one transaction with its entry. */
async function putOnRecord(
  { pool }: Reporting,
  request: BundleRequest,
  end: { built: BuiltBundle } | { failure: string },
): Promise<void> {
  await inPoolTransaction(pool, EVERYTHING, async (db) => {
    if ('built' in end) {
      const { bytes, sha256 } = end.built;
      const { retention } = await querySettings(db);
      const file = {
        host: hostname(),
        bytes,
        sha256: Buffer.from(sha256, 'hex'),
        keptDays: retention.bundles,
      };
      await finishEvidenceBundle(db, { id: request.id, ...file });
    } else await failEvidenceBundle(db, request.id, end.failure);
    await writeAudit(db, [bundleEntry(request, end)]);
    await notify(db, 'teredo_changed', [`rollout:${request.rolloutId}`, 'audit']);
  });
}

const GIVEN_UP =
  'The process that made it ended three times before it was done. Look at its log, and ask for it again.';

async function makeOne(reporting: Reporting, request: BundleRequest): Promise<void> {
  const { bundlesDir, log } = reporting;
  try {
    if (request.attempts > MOST_ATTEMPTS) throw new BundleError(GIVEN_UP);
    await putOnRecord(reporting, request, { built: await buildBundle(reporting, request) });
  } catch (error) {
    // What was begun when this process ends, or the database was away, is made by whoever claims it next.
    if (reporting.signal.aborted || isDatabaseAway(error)) throw error;
    if (!(error instanceof BundleError)) log.error({ err: error, bundleId: request.id }, 'a bundle failed');
    const failure =
      error instanceof BundleError
        ? error.message
        : 'Something went wrong while it was made; the log of the reporter says what. Ask for it again.';
    await putOnRecord(reporting, request, { failure });
  } finally {
    await removeWorkFolder(bundlesDir, request.id);
  }
}

/** Makes the bundles that are asked for, one after the other; several reporters share them row by row. */
export function reportingRound(reporting: Reporting): () => Promise<void> {
  const { pool, builderId, signal } = reporting;
  const claim = () => claimEvidenceBundle(pool, builderId, PROCESS_SILENT_SECONDS);
  return async () => {
    while (!signal.aborted) {
      const next = await claim();
      if (next === null) return;
      await makeOne(reporting, next);
    }
  };
}

/** Removes the files of bundles whose time is over, under whatever name this host made them. */
export function expiringRound({
  pool,
  bundlesDir,
}: Pick<Reporting, 'pool' | 'bundlesDir'>): () => Promise<void> {
  return async () => {
    await expireEvidenceBundles(pool, KEPT_OF_A_ROLLOUT);
    await sweepBundles(bundlesDir, (ids) => wantedBundles(pool, ids));
  };
}

/** The process that makes evidence bundles, away from those that answer people and machines. */
export async function startReporter(environment: ReporterEnvironment, log: Logger): Promise<Running> {
  const { databaseUrl, bundlesDir } = environment;
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(databaseUrl, { max: 3, name: 'teredo-fleet reporter', onIdleError });
  const row = new ProcessRow(pool, 'reporter', environment.version, log);
  await row.start();
  const closing = new AbortController();
  const reporting = { pool, builderId: row.id, bundlesDir, signal: closing.signal, log };
  const making = new Ticker({ everyMs: EVERY_MS, tick: reportingRound(reporting), log });
  const expiring = new Ticker({ everyMs: EXPIRE_EVERY_MS, tick: expiringRound(reporting), log });
  const notices = new NoticeListener({
    databaseUrl,
    channels: [WAKE_CHANNEL],
    onNotice: (_channel, payload) => {
      if (payload === 'reporter') making.nudge();
    },
    onConnected: () => making.nudge(),
    log,
  });
  await notices.start();
  making.start();
  expiring.start();
  return {
    async close() {
      closing.abort();
      await notices.close();
      await Promise.all([making.close(), expiring.close()]);
      await row.close();
      await pool.end();
    },
  };
}
