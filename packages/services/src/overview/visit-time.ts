/** Whoever comes back within this is still on the same visit: a page that is loaded again moves nothing. */
export const VISIT_MS = 30 * 60_000;

/** Machines that each rule finds something at, and under `waivedOf` those where that is waived. */
export type FindingsSeen = Readonly<Record<string, number>>;

export const waivedOf = (ruleId: string): string => `${ruleId} waived`;

/** What somebody saw at one time. */
export interface Look {
  at: Date;
  findings: FindingsSeen;
  /** Of which scopes, as one text. */
  scopes: string;
}

/** When somebody looked last, and at the end of the visit before. */
export interface Visit {
  seen: Look;
  previous: Look | null;
}

/** The visit as it stands after a look. */
export function afterLook(stored: Visit | null, look: Look): Visit {
  if (stored === null) return { seen: look, previous: null };
  const isNew = look.at.getTime() - stored.seen.at.getTime() >= VISIT_MS;
  return { seen: look, previous: isNew ? stored.seen : stored.previous };
}
