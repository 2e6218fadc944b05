import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** Filter and place of the audit list. `from` and `to` are days, `2026-11-23`, in UTC. */
export const auditParams = {
  actor: parseAsString,
  action: parseAsString,
  object: parseAsString,
  outcome: parseAsStringLiteral(OUTCOMES),
  from: parseAsString,
  to: parseAsString,
  cursor: parseAsString,
};

export const loadAuditParams = createLoader(auditParams);

export type AuditParams = Awaited<ReturnType<typeof loadAuditParams>>;

export const PAGE_SIZE = 50;
const DAY_MS = 86_400_000;

function startOfDay(day: string | null, daysLater: number): string | undefined {
  if (day === null) return undefined;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms + daysLater * DAY_MS).toISOString();
}

export function auditInputOf(params: AuditParams) {
  return {
    filter: {
      actor: params.actor ?? undefined,
      action: params.action ?? undefined,
      object: params.object ?? undefined,
      outcome: params.outcome ?? undefined,
      from: startOfDay(params.from, 0),
      to: startOfDay(params.to, 1),
    },
    cursor: params.cursor,
    limit: PAGE_SIZE,
  };
}

/** The filter of a page as an address says it: what a saved view keeps. */
export function auditSearch({ cursor: _, ...filter }: AuditParams): string {
  const set = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(set).toString();
}

/** Where the file of all entries that match is. Days become the instants that the list was read with. */
export function exportHref(params: AuditParams, format: 'csv' | 'jsonl'): string {
  const { filter } = auditInputOf(params);
  const set = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const search = new URLSearchParams(set).toString();
  return `/api/audit/entries.${format}${search === '' ? '' : `?${search}`}`;
}
