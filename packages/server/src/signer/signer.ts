import { createPool } from '@teredo-fleet/db';
import { WAKE_CHANNEL } from '@teredo-fleet/services';
import { NoticeListener } from '../bus/notice-listener';
import { ConfigurationError } from '../configuration';
import type { Logger } from '../log';
import { ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import { Ticker } from '../process/ticker';
import type { SignerEnvironment } from '../role-environment';
import { readSigningKey } from '../signing-key';
import { bundleRound } from './sign-bundles';
import { askedRound, headRound } from './sign-heads';
import { signJobs } from './sign-jobs';
import { signOverrides } from './sign-overrides';
import { stubRound } from './sign-stubs';

const EVERY_MS = 2_000;
/** How soon after its start the signer sees that there is something to sign. */
const LOOK_EVERY_MS = 15_000;
/** Pruning is in no hurry, and a stub that is refused is looked at anew each time. */
const STUBS_EVERY_MS = 5 * 60_000;

/**
 * The only process that has the keys for jobs and for evidence. It listens to the database and to nobody else, and looks
 * for itself every `everyMs`, should a call be lost.
 */
export async function startSigner(
  environment: SignerEnvironment,
  log: Logger,
  everyMs = EVERY_MS,
): Promise<Running> {
  const key = await readSigningKey(environment.jobKeyFile);
  if (key === null) {
    throw new ConfigurationError([
      `The job key ${environment.jobKeyFile} is missing: restore it from a backup.`,
    ]);
  }
  const evidenceKey = await readSigningKey(environment.evidenceKeyFile);
  if (evidenceKey === null) {
    throw new ConfigurationError([
      `The evidence key ${environment.evidenceKeyFile} is missing: restore it from a backup.`,
    ]);
  }
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(environment.databaseUrl, { max: 3, name: 'teredo-fleet signer', onIdleError });
  const row = new ProcessRow(pool, 'signer', environment.version, log);
  await row.start();
  const { headFile, noticeUrl } = environment;
  const ticker: Ticker = new Ticker({
    everyMs,
    tick: async () => {
      const jobs = await signJobs({ pool, key, noticeUrl, log });
      const overrides = await signOverrides({ pool, key, log });
      if (jobs + overrides > 0) ticker.nudge();
    },
    log,
  });
  const signHead = askedRound(headRound({ pool, key: evidenceKey, headFile, log }));
  const headTicker = new Ticker({ everyMs: LOOK_EVERY_MS, tick: signHead.round, log });
  const bundleTicker = new Ticker({
    everyMs: LOOK_EVERY_MS,
    tick: bundleRound({ pool, key: evidenceKey, headFile, log }),
    log,
  });
  const signStub = stubRound({ pool, key: evidenceKey, headFile, log });
  const stubTicker = new Ticker({ everyMs: STUBS_EVERY_MS, tick: async () => void (await signStub()), log });
  const notices = new NoticeListener({
    databaseUrl: environment.databaseUrl,
    channels: [WAKE_CHANNEL],
    onNotice: (_channel, payload) => {
      if (payload === 'signer') ticker.nudge();
      if (payload === 'signer:bundle') bundleTicker.nudge();
      if (payload !== 'signer:head') return;
      signHead.ask();
      headTicker.nudge();
    },
    onConnected: () => ticker.nudge(),
    log,
  });
  await notices.start();
  ticker.start();
  headTicker.start();
  bundleTicker.start();
  stubTicker.start();
  return {
    async close() {
      await notices.close();
      await ticker.close();
      await headTicker.close();
      await bundleTicker.close();
      await stubTicker.close();
      await row.close();
      await pool.end();
    },
  };
}
