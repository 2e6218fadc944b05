import { type Sql, sql } from '@teredo-fleet/db';
import type { Actor } from './context';

/** Scopes that a transaction may see: `*` is all of them. */
export type Scopes = '*' | readonly string[];

/** A person without a list sees everything; nobody sees no scoped row at all. */
export function scopesOf(actor: Actor): Scopes {
  switch (actor.kind) {
    case 'user':
      return actor.scopeIds.length === 0 ? '*' : actor.scopeIds;
    case 'nobody':
      return [];
    case 'gateway':
    case 'system':
      return '*';
  }
}

export function coversScope(scopes: Scopes, scopeId: string): boolean {
  return scopes === '*' || scopes.includes(scopeId);
}

/** The first wall: an explicit condition in every query. Row-level security is the second. */
export function inScopes(scopes: Scopes): { scopeId?: { in: string[] } } {
  return scopes === '*' ? {} : { scopeId: { in: [...scopes] } };
}

/** The same for SQL; `column` is a fragment written in the code, never input. */
export function scopeCondition(scopes: Scopes, column: Sql): Sql {
  return scopes === '*' ? sql`true` : sql`${column} = any(${[...scopes]}::uuid[])`;
}
