import { type Prisma, type Sql, sql } from '@teredo-fleet/db';

/** Whether a verdict `v` stood at an instant that is past. */
export const stoodAt = (at: Date): Sql => sql`v.since <= ${at} and (v.until is null or v.until > ${at})`;

/** Verdicts that stood at an instant that is past; null: that stand now. */
export const standing = (then: Date | null): Prisma.MachineFindingWhereInput =>
  then === null ? { until: null } : { since: { lte: then }, OR: [{ until: null }, { until: { gt: then } }] };
