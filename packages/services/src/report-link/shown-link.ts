import { type Prisma, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { sha256 } from '../core/sha256';
import { NotFoundError, UnavailableError } from '../errors';
import { namesOf } from '../user/names';

export interface ShownLink {
  /** The call with sight of the link's scope, and of no other. */
  call: Call;
  link: Prisma.ReportLinkGetPayload<{ include: { rollout: true } }>;
  /** Who made the link. */
  sharedBy: string;
}

/** What one link can be asked for at once: making a report costs memory, and its holder is a stranger. */
async function takeTurn({ tx }: Call, bytes: Buffer): Promise<void> {
  const name = `teredo-fleet report link ${sha256(bytes).toString('hex')}`;
  const [turn] = await tx.$queryRaw<{ mine: boolean }[]>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as mine`,
  );
  if (turn?.mine === true) return;
  throw new UnavailableError('Something else is asked of this link just now. Try again when that is done.');
}

/**
 * What a secret opens; null: nothing, or nothing any more. From then on the transaction sees the scope of that link. Throws
 * UnavailableError while another call with the same link is answered.
 */
export async function showLink(call: Call, secret: string): Promise<ShownLink | null> {
  const { tx } = call;
  const bytes = Buffer.from(secret, 'base64url');
  await takeTurn(call, bytes);
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

/** The same; throws NotFoundError for a secret that opens nothing. */
export async function requireLink(call: Call, secret: string): Promise<ShownLink> {
  const shown = await showLink(call, secret);
  if (shown === null) throw new NotFoundError('report behind this link');
  return shown;
}
