import type { ReportedMachine } from './rollout-report';
import { cell, type Table } from './table';

/** One record a receipt: what one session of a machine saw of a notice, and answered. */
export const RECEIPT_TABLE: Table<ReportedMachine> = {
  columns: [
    'Machine',
    'Machine id',
    'Attempt',
    'Job id',
    'Receipt id',
    'Session',
    'User',
    'Channel',
    'Language',
    'Text SHA-256',
    'Queued (UTC)',
    'On agent (UTC)',
    'Displayed (UTC)',
    'Answered (UTC)',
    'Answer',
    'Deferred until (UTC)',
    'Deferrals',
    'Not waited for, decided by',
  ],
  records: ({ id, hostname, attempts }) =>
    attempts.flatMap(({ jobId, attempt, receipts }) =>
      receipts.map((receipt) => ({
        key: receipt.id,
        cells: [
          hostname,
          id,
          cell(attempt),
          jobId,
          receipt.id,
          receipt.session,
          cell(receipt.user),
          receipt.channel,
          receipt.language,
          receipt.textSha256,
          receipt.queuedAt,
          receipt.onAgentAt,
          cell(receipt.displayedAt),
          cell(receipt.answeredAt),
          receipt.answer,
          cell(receipt.deferredUntil),
          cell(receipt.deferrals),
          receipt.overriddenBy.join('; '),
        ],
      })),
    ),
};
