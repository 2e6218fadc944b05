import { evidenceKeys, type Queryable } from '@teredo-fleet/db';
import {
  checkWholeChain,
  isCheckDue,
  type OutsideHead,
  readHeadLine,
  tiedEvidenceKeyIds,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../log';
import type { EngineEnvironment } from '../role-environment';
import { keyIdOf } from '../signing-key';
import { headFile, newestLine } from './head-file';
import type { HeadPlace } from './head-place';
import { headSyslog } from './head-syslog';
import { headWebhook } from './head-webhook';

export function headPlaces({ file, syslog, webhook }: EngineEnvironment['headPlaces']): HeadPlace[] {
  const places = [headFile(file)];
  if (syslog !== null) places.push(headSyslog(syslog));
  if (webhook !== null) places.push(headWebhook(webhook));
  return places;
}

/** The head that stands last in the file of published heads, which no administrator of the database can have changed. */
async function outsideHeads(file: string, keyIds: readonly string[]): Promise<OutsideHead[]> {
  const line = await newestLine(file);
  return line === null ? [] : [{ from: `in ${file}`, read: readHeadLine(line, keyIds) }];
}

interface Checking {
  pool: Pool;
  environment: Pick<EngineEnvironment, 'evidencePublicKey' | 'headPlaces'>;
  log: Pick<Logger, 'error' | 'info'>;
}

/** Checks the audit chain whenever it is due: at the first round, a day after the last time, and when it is asked for. */
export class ChainChecking {
  #asked = true;
  constructor(readonly checking: Checking) {}

  ask(): void {
    this.#asked = true;
  }

  readonly round = async (): Promise<void> => {
    const { pool } = this.checking;
    if (!this.#asked && !(await isCheckDue(pool, new Date()))) return;
    this.#asked = false;
    await this.#check(pool);
  };

  async #check(db: Queryable): Promise<void> {
    const { environment, log } = this.checking;
    const newest = keyIdOf(Buffer.from(environment.evidencePublicKey, 'base64'));
    const keyIds = tiedEvidenceKeyIds(await evidenceKeys(db), newest);
    const outside = await outsideHeads(environment.headPlaces.file, keyIds);
    const { count, faultCount, faults } = await checkWholeChain({
      db,
      keyIds,
      outside,
      now: () => new Date(),
    });
    if (faultCount === 0) log.info({ count }, 'the audit chain is whole');
    else log.error({ count, faultCount, faults: faults.slice(0, 10) }, 'THE AUDIT CHAIN IS BROKEN');
  }
}
