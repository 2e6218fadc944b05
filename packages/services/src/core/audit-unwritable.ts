import { databaseCodesOf } from '@teredo-fleet/db';
import { UnavailableError } from '../errors';

/** Why PostgreSQL takes no row now, by SQLSTATE, as a part of a sentence. */
const REASONS: Readonly<Record<string, string>> = {
  '53100': 'the database’s disk is full',
  '25006': 'the database is read-only',
  '42501': 'the server’s database role may not add to it',
};

/** No entry, no change: says which of the two was the trouble. Whatever else went wrong comes back as it is. */
export function auditUnwritable(error: unknown): unknown {
  const reason = databaseCodesOf(error)
    .map((code) => REASONS[code])
    .find((words) => words !== undefined);
  if (reason === undefined) return error;
  return new UnavailableError(
    `Nothing was changed: the audit trail takes no entries now (${reason}), and without an entry nothing is done. Tell whoever runs the server; try again when it is mended.`,
  );
}
