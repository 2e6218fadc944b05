import { createPool } from '@teredo-fleet/db';
import { originReader } from '../http/client-address';
import { CERTIFICATE_LOOK_MS, listen } from '../http/listener';
import type { Logger } from '../log';
import { ProcessRow } from '../process/process-row';
import type { Running } from '../process/run-role';
import type { NoticeEnvironment } from '../role-environment';
import { AddressLimits } from './address-limits';
import { NoticeDoor } from './notice-door';

export interface RunningNoticePage extends Running {
  /** The real port when 0 was asked for. */
  port: number;
}

/**
 * The process of the page on which users read and answer their notice. It speaks plain HTTP, keeps no cookies, and its
 * database role does two things: open what a link's digest names, and take an answer to it.
 */
export async function startNoticePage(
  environment: NoticeEnvironment,
  log: Logger,
): Promise<RunningNoticePage> {
  const { databaseUrl, version, host, port, trustedProxies } = environment;
  const onIdleError = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const pool = createPool(databaseUrl, { max: 4, name: 'teredo-fleet notice', onIdleError });
  const row = new ProcessRow(pool, 'notice', version, log);
  await row.start();
  const door = new NoticeDoor({
    pool,
    readOrigin: originReader(trustedProxies),
    limits: new AddressLimits(),
    log,
  });
  const listener = await listen(
    { host, port, tls: null, closeGraceMs: 1_500, certificateLookMs: CERTIFICATE_LOOK_MS, log },
    (request, response) => void door.handle(request, response),
  );
  return {
    port: listener.port,
    async close() {
      await listener.close();
      await row.close();
      await pool.end();
    },
  };
}
