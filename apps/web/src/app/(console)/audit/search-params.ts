import { createLoader, parseAsString } from 'nuqs/server';

/** Filter and place of the audit list. `from` and `to` are days, `2026-11-23`, in UTC. */
export const auditParams = {
  actor: parseAsString,
  action: parseAsString,
  object: parseAsString,
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
      from: startOfDay(params.from, 0),
      to: startOfDay(params.to, 1),
    },
    cursor: params.cursor,
    limit: PAGE_SIZE,
  };
}
