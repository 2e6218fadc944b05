import type { Queryable } from '../client/queryable';

export type TokenUse =
  | { ok: true; scopeId: string; autoAccept: boolean; label: string }
  | {
      ok: false;
      reason: 'token-unknown' | 'token-other-scope' | 'token-revoked' | 'token-expired' | 'token-used-up';
    };

const USE = `
update enrolment_token set uses = uses + 1
where id = $1 and secret_hash = $2 and revoked_at is null and expires_at > now() and uses < max_uses
  and ($3::uuid is null or scope_id = $3)
returning scope_id as "scopeId", auto_accept as "autoAccept", label`;

const WHY = `
select revoked_at is not null as revoked, expires_at <= now() as expired, $3::uuid is not null and scope_id <> $3 as foreign
from enrolment_token where id = $1 and secret_hash = $2`;

/**
 * Uses an enrolment token once. `secretHash` is SHA-256 of the secret. In the transaction that makes the machine, so that
 * a machine that could not be made leaves the token unused. Only who knows the secret is told why it no longer works.
 * `ofScope`: the only scope whose tokens are taken; null: any.
 */
export async function useEnrolmentToken(
  db: Queryable,
  { tokenId, secretHash, ofScope }: { tokenId: string; secretHash: Buffer; ofScope: string | null },
): Promise<TokenUse> {
  const shown = [tokenId, secretHash, ofScope];
  const used = await db.query<{ scopeId: string; autoAccept: boolean; label: string }>(USE, shown);
  if (used.rows[0] !== undefined) return { ok: true, ...used.rows[0] };
  const { rows } = await db.query<{ revoked: boolean; expired: boolean; foreign: boolean }>(WHY, shown);
  const found = rows[0];
  if (found === undefined) return { ok: false, reason: 'token-unknown' };
  if (found.foreign) return { ok: false, reason: 'token-other-scope' };
  if (found.revoked) return { ok: false, reason: 'token-revoked' };
  return { ok: false, reason: found.expired ? 'token-expired' : 'token-used-up' };
}
