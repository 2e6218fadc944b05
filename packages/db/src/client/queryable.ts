import type { QueryResultRow } from 'pg';

/** What runs hand-written queries: a pg pool, one of its clients inside a transaction, or a transaction of Prisma's. */
export interface Queryable {
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<{ rows: R[] }>;
}
