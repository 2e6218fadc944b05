import { iso } from '../core/instants';
import type { Transaction } from '../core/transaction';
import { readSettings } from '../settings/settings-store';

const DAY_MS = 86_400_000;

/**
 * From when on what machines reported and were is kept; null: all of it is. What was removed is gone, also where more is to be kept from
 * now on.
 */
export async function keptSince(tx: Transaction, now: Date): Promise<string | null> {
  const days = (await readSettings(tx)).retention.observations;
  const removed = await tx.historyKept.findUnique({ where: { kind: 'observations' } });
  const times = [
    ...(days === null ? [] : [now.getTime() - days * DAY_MS]),
    ...(removed === null ? [] : [removed.since.getTime()]),
  ];
  return times.length === 0 ? null : iso(new Date(Math.max(...times)));
}

/** From when on all receipts of changes that have ended are there; null: none were ever removed. */
export async function toldKeptSince(tx: Transaction): Promise<string | null> {
  const removed = await tx.historyKept.findUnique({ where: { kind: 'receipts' } });
  return removed === null ? null : iso(removed.since);
}

/** What can't be told of who had been told, in words for whoever reads a file; null: all of it is kept. */
export function toldNotKept({ toldKeptSince: since }: { toldKeptSince: string | null }): string | null {
  if (since === null) return null;
  return `Receipts of notices are kept since ${since}. Whose people were told before that and not again has nothing on record here.`;
}

/** What can't be told of a moment because it is not kept, in words for whoever reads a file; null: all of it is. */
export function notKept({ at, keptSince: since }: { at: string; keptSince: string | null }): string | null {
  if (since === null || at >= since) return null;
  return `What machines reported, and what their enrolment was, is kept since ${since}. What still held at ${at} is told here; what was otherwise before is not, and a machine of which nothing is kept is left out.`;
}
