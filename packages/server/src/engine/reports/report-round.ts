import { randomUUID } from 'node:crypto';
import {
  claimDueReport,
  type DueReport,
  inPoolTransaction,
  notify,
  type Queryable,
  recordReportFailed,
  recordReportSent,
  writeAudit,
} from '@teredo-fleet/db';
import { auditFile, nextTime } from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { Logger } from '../../log';
import type { EngineEnvironment } from '../../role-environment';
import type { MayReach } from '../outgoing/signed-post';
import { reportFolder } from './report-folder';
import { reportMail } from './report-mail';
import type { OutgoingReport, SendReport } from './report-place';
import { reportWebhook } from './report-webhook';

const EVERYTHING = { scopes: '*', userId: null } as const;
const LEASE_SECONDS = 15 * 60;
const FIRST_RETRY_SECONDS = 60;
const LAST_RETRY_SECONDS = 60 * 60;
/** More fits no mail, and has to be held in memory to be signed. */
const MOST_BYTES = 20 * 1024 * 1024;

/** By then every transaction that was writing an entry has ended: none is left out between two reports. */
const SETTLED_MS = 60_000;

type Ways = EngineEnvironment['reports'];

export interface ReportSending {
  pool: Pool;
  ways: Ways;
  log: Pick<Logger, 'error'>;
  mayReach?: MayReach;
}

/** What can't be sent at all says what to do. */
class CannotSend extends Error {}

function wayOf({ kind, target, webhookSecret }: DueReport, { ways, mayReach }: ReportSending): SendReport {
  switch (kind) {
    case 'mail':
      if (ways.smtp === null)
        throw new CannotSend('no mail server is named: set TEREDO_FLEET_SMTP and restart the server');
      return reportMail({ smtp: ways.smtp, from: ways.mailFrom, to: target });
    case 'folder':
      if (ways.folder === null)
        throw new CannotSend('no folder is named: set TEREDO_FLEET_REPORT_FOLDER and restart the server');
      return reportFolder(ways.folder);
    case 'webhook':
      return reportWebhook({ url: target, secret: webhookSecret ?? '', ...(mayReach ? { mayReach } : {}) });
  }
}

const stamp = (at: Date): string => at.toISOString().slice(0, 19).replace(/[-:]/g, '');

/** Two schedules never write one file: names that differ in signs that no file name takes still have other ids. */
const fileNameOf = ({ id, format }: DueReport, { name, from, to }: { name: string; from: Date; to: Date }) =>
  `${name}-${id.slice(-8)}-${stamp(from)}-${stamp(to)}.${format}`;

async function makeReport(due: DueReport, to: Date, { pool }: ReportSending): Promise<OutgoingReport> {
  const { coveredTo: from, format } = due;
  const filter = { ...(due.filter as object), from: from.toISOString(), to: to.toISOString() };
  const file = await auditFile(pool, { filter, format, mostBytes: MOST_BYTES });
  if (file === null)
    throw new CannotSend(
      'there are more than 20 MB of entries: export them under Audit, remove this schedule, and make one that is sent more often or tells fewer of them',
    );
  const name = due.name.replace(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 60);
  const { contentType, text, sha256, rows } = file;
  return {
    id: randomUUID(),
    name: due.name,
    fileName: fileNameOf(due, { name, from, to }),
    contentType,
    text,
    sha256,
    rows,
    from: filter.from,
    to: filter.to,
  };
}

type Told = { outcome: 'done' | 'failed'; after: unknown; reason: string | null };

function write(
  pool: Pool,
  due: DueReport,
  told: Told,
  record: (db: Queryable) => Promise<void>,
): Promise<void> {
  return inPoolTransaction(pool, EVERYTHING, async (db) => {
    await record(db);
    await writeAudit(db, [
      {
        scopeId: null,
        actorKind: 'system',
        actorId: null,
        actorName: 'engine',
        action: 'reportSchedule.send',
        objectKind: 'reportSchedule',
        objectId: due.id,
        objectName: due.name,
        before: null,
        requestId: null,
        address: null,
        ...told,
      },
    ]);
    await notify(db, 'teredo_changed', ['audit']);
  });
}

async function sendOne(due: DueReport, sending: ReportSending): Promise<void> {
  const to = new Date(Math.max(due.now.getTime() - SETTLED_MS, due.coveredTo.getTime()));
  const report = await makeReport(due, to, sending);
  await wayOf(due, sending)(report);
  const { text: _text, contentType: _type, ...told } = report;
  await write(
    sending.pool,
    due,
    { outcome: 'done', after: { ...told, kind: due.kind }, reason: null },
    (db) => recordReportSent(db, { id: due.id, coveredTo: to, nextAt: nextTime(due, due.now) }),
  );
}

/** The first failure of a row of them is an entry; the page shows the newest one, and it is tried again later and later. */
async function recordFailure(due: DueReport, error: unknown, { pool, log }: ReportSending): Promise<void> {
  const failure = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  log.error({ err: error, schedule: due.name }, 'a scheduled report could not be sent');
  const retrySeconds = Math.min(FIRST_RETRY_SECONDS * 2 ** due.tries, LAST_RETRY_SECONDS);
  const failed = { id: due.id, failure, retrySeconds };
  if (due.isFailing) return recordReportFailed(pool, failed);
  const told = { outcome: 'failed', after: { kind: due.kind }, reason: failure } as const;
  await write(pool, due, told, (db) => recordReportFailed(db, failed));
}

/** A round that sends the reports that are due. One that could not be sent covers more the next time: nothing is left out. */
export function reportRound(sending: ReportSending): () => Promise<void> {
  return async () => {
    for (;;) {
      const due = await claimDueReport(sending.pool, LEASE_SECONDS);
      if (due === null) return;
      await sendOne(due, sending).catch((error: unknown) => recordFailure(due, error, sending));
    }
  };
}
