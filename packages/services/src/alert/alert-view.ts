import type { Prisma } from '@teredo-fleet/db';
import { iso, isoOrNull } from '../core/instants';
import type { Transaction } from '../core/transaction';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { AlertView } from '../views';
import type { AlertKind } from './alert-kinds';
import { alertWords } from './alert-words';

type Row = Prisma.AlertGetPayload<object>;

interface Names {
  scopes: ReadonlyMap<string, string>;
  people: ReadonlyMap<string, string>;
}

function acknowledgedOf(row: Row, { people }: Names): AlertView['acknowledged'] {
  const { acknowledgedById: by, acknowledgedAt: at, acknowledgeReason: reason } = row;
  return by === null || at === null ? null : { by: people.get(by) ?? by, at: iso(at), reason };
}

function view(row: Row, names: Names): AlertView {
  const { id, subject, scopeId, name, machines, outOf, before, text, returns } = row;
  const kind = row.kind as AlertKind;
  const scope = scopeId === null ? null : { id: scopeId, name: names.scopes.get(scopeId) ?? scopeId };
  const openedAt = iso(row.openedAt);
  const spoken = { kind, subject, scope, name, machines, outOf, before, text, openedAt };
  return {
    id,
    kind,
    subject,
    scope,
    ...alertWords(spoken, { manyScopes: names.scopes.size > 1 }),
    machines,
    outOf,
    before,
    openedAt,
    newsAt: iso(row.toldAt),
    clearSince: isoOrNull(row.clearSince),
    endedAt: isoOrNull(row.endedAt),
    returns,
    acknowledged: acknowledgedOf(row, names),
  };
}

/** Alerts as people see them, in the order given. */
export async function alertViews(tx: Transaction, rows: readonly Row[]): Promise<AlertView[]> {
  const people = await namesOf(
    tx,
    rows.flatMap(({ acknowledgedById }) => acknowledgedById ?? []),
  );
  const scopes = await scopeNames(tx);
  return rows.map((row) => view(row, { scopes, people }));
}
