import type { QueryResult, QueryResultRow } from 'pg';

/** A pg pool, or one of its clients inside a transaction. */
export interface Queryable {
  query<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<QueryResult<R>>;
}
