import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { NotFoundError } from '../errors';
import { programScope } from './program-sql';

export interface NamedProgram {
  id: string;
  path: string;
  scopeId: string | null;
  label: string | null;
  note: string | null;
}

/** The program, or the same not-found whether it is absent, removed, or beyond the caller's scopes. */
export async function findProgram({ tx, scopes }: Call, id: string): Promise<NamedProgram> {
  const [found] = await tx.$queryRaw<NamedProgram[]>(sql`
    select n.id, n.path, n.scope_id as "scopeId", n.label, n.note from named_program n
    where n.id = ${id}::uuid and ${programScope(scopes)}`);
  if (found === undefined) throw new NotFoundError('program');
  return found;
}
