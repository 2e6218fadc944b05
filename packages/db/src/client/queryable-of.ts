import type { QueryResultRow } from 'pg';
import type { Prisma } from '../generated/client';
import type { Queryable } from './queryable';

/** Hand-written queries as part of a Prisma transaction. Parameters have no type of their own there: cast each of them. */
export function queryableOf(transaction: Prisma.TransactionClient): Queryable {
  return {
    async query<R extends QueryResultRow>(text: string, values: unknown[] = []) {
      return { rows: await transaction.$queryRawUnsafe<R[]>(text, ...values) };
    },
  };
}
