import { sql } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { newWebhookSecret } from '../core/webhook-secret';
import { ConflictError } from '../errors';
import type { ParsedInput } from '../inputs';
import { shownTarget } from '../report-schedule/shown-target';
import { targetOf } from './destination-target';
import { requireEveryScope, requireKnownScopes } from './require-scopes';

/** More than anybody keeps an eye on. */
const MOST = 50;

async function insert(
  { tx, now, actor }: Call,
  asked: ParsedInput<'alertDestination.create'>,
  secret: string | null,
): Promise<string> {
  const { name, kinds, scopeIds, to } = asked;
  const [row] = await tx.$queryRaw<{ id: string }[]>(sql`
    insert into alert_destination (name, kind, target, webhook_secret, kinds, scope_ids, created_by_id, created_at)
    values (${name}, ${to.kind}, ${targetOf(to)}, ${secret}, ${kinds}::text[], ${scopeIds}::uuid[], ${requireUser(actor).id}, ${now})
    returning id::text`);
  return row!.id;
}

/**
 * Has alerts told somewhere. A webhook's messages are signed with a secret (Standard Webhooks), which is answered once.
 */
export const createAlertDestination = defineChange('alertDestination.create', async (call, asked) => {
  requireEveryScope(call);
  await requireKnownScopes(call, asked.scopeIds);
  const { tx, context } = call;
  if ((await tx.alertDestination.count()) >= MOST)
    throw new ConflictError(`Alerts are told at ${MOST} places. Remove one that nobody needs first.`);
  if ((await tx.alertDestination.count({ where: { name: asked.name } })) > 0)
    throw new ConflictError(`There is a place called “${asked.name}” already. Choose another name.`);
  const secret = asked.to.kind === 'webhook' ? newWebhookSecret(context.ports.random) : null;
  const id = await insert(call, asked, secret);
  const { to, name, kinds, scopeIds } = asked;
  const after = { kind: to.kind, target: shownTarget(to.kind, targetOf(to)), kinds, scopeIds };
  return {
    result: { id, secret },
    entries: [entry({ kind: 'alertDestination', id, name }, null, { after })],
    wake: [],
    changed: ['alert'],
  };
});
