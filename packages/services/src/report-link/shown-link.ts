import { type Prisma, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { namesOf } from '../user/names';

export interface ShownLink {
  /** The call with sight of the link's scope, and of no other. */
  call: Call;
  link: Prisma.ReportLinkGetPayload<{ include: { rollout: true } }>;
  /** Who made the link. */
  sharedBy: string;
}

/** What a secret opens; null: nothing, or nothing any more. From then on the transaction sees the scope of that link. */
export async function showLink(call: Call, secret: string): Promise<ShownLink | null> {
  const { tx } = call;
  const bytes = Buffer.from(secret, 'base64url');
  const [found] = await tx.$queryRaw<{ id: string | null; scope: string | null }[]>(
    sql`select id::text, scope_id::text as scope from open_report_link(${bytes})`,
  );
  if (found === undefined || found.id === null || found.scope === null) return null;
  await tx.$queryRaw(sql`select set_config('teredo.scopes', ${found.scope}, true)`);
  const link = await tx.reportLink.findUniqueOrThrow({
    where: { id: found.id },
    include: { rollout: true },
  });
  const names = await namesOf(tx, [link.createdById]);
  return {
    call: { ...call, scopes: [found.scope] },
    link,
    sharedBy: names.get(link.createdById) ?? link.createdById,
  };
}
