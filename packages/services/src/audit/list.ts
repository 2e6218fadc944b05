import type { Prisma } from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { literalPattern } from '../core/like-pattern';
import { inScopes, type Scopes } from '../core/scopes';
import { canonicalText } from '../core/sha256';
import type { ParsedInput } from '../inputs';
import { auditPage } from './audit-page';

type Filter = ParsedInput<'audit.list'>['filter'];

function conditions(filter: Filter, scopes: Scopes): Prisma.AuditEntryWhereInput {
  const and: Prisma.AuditEntryWhereInput[] = [inScopes(scopes)];
  const part = (value: string) => ({ contains: literalPattern(value), mode: 'insensitive' as const });
  if (filter.actor) {
    const { actor } = filter;
    and.push({ OR: [{ actorName: part(actor) }, { actorToken: part(actor) }, { actorId: actor }] });
  }
  if (filter.action) {
    and.push(
      filter.action.endsWith('.')
        ? { action: { startsWith: literalPattern(filter.action) } }
        : { action: filter.action },
    );
  }
  if (filter.object) and.push({ OR: [{ objectName: part(filter.object) }, { objectId: filter.object }] });
  if (filter.outcome) and.push({ outcome: filter.outcome });
  if (filter.from) and.push({ at: { gte: new Date(filter.from) } });
  if (filter.to) and.push({ at: { lt: new Date(filter.to) } });
  return { AND: and };
}

/** Newest first. Entries about the whole fleet are seen only by people without limits. */
export const listAudit = defineQuery('audit.list', (call, { filter, cursor, limit }) =>
  auditPage(call, {
    list: `audit.list ${canonicalText(filter)}`,
    where: conditions(filter, call.scopes),
    cursor: cursor ?? null,
    limit,
  }),
);
