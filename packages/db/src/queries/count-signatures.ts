import type { Queryable } from '../client/queryable';

/** Signatures made since that moment: what the signer's limits are counted by. */
export async function countSignatures(db: Queryable, since: Date): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from signature_entry where signed_at >= $1',
    [since],
  );
  return rows[0]?.n ?? 0;
}
