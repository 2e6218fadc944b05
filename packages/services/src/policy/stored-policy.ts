import type { Prisma } from '@teredo-fleet/db';
import { POLICY_APPROVED, rawSql, STOPPED_REPAIR, sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { ConflictError, NotFoundError } from '../errors';
import type { PolicyState } from '../views';
import { type PolicyContent, policyContentSchema } from './policy-content';

export type StoredPolicy = Prisma.PolicyGetPayload<object>;

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The same not-found for foreign and absent ones. */
export async function findPolicy({ tx, scopes }: Call, id: string): Promise<StoredPolicy> {
  const row = await tx.policy.findFirst({ where: { id, ...inScopes(scopes) } });
  if (row === null) throw new NotFoundError('policy');
  return row;
}

/** The same, with the row locked until the transaction ends: no repair of it is opened meanwhile. */
export async function lockPolicy(call: Call, id: string): Promise<StoredPolicy> {
  await call.tx.$queryRaw`select id from policy where id = ${id}::uuid for no key update`;
  return findPolicy(call, id);
}

/** One that is still in use. */
export async function lockLivePolicy(call: Call, id: string): Promise<StoredPolicy> {
  const row = await lockPolicy(call, id);
  if (row.retiredAt === null) return row;
  throw new ConflictError(
    `The policy "${row.name}" is retired and finds and repairs nothing any more. Make a new one instead.`,
  );
}

/** What a policy says. What is stored was checked when it was saved. */
export function contentOf({ content }: Pick<StoredPolicy, 'content'>): PolicyContent {
  return policyContentSchema.parse(content);
}

/** What keeps each of these policies from repairing anything more: the newest repair that somebody stopped. */
export async function stoppedRepairs(
  { tx }: Call,
  policyIds: readonly string[],
): Promise<Map<string, { id: string; name: string }>> {
  const rows = await tx.$queryRaw<{ policyId: string; id: string; name: string }[]>(sql`
    select distinct on (p.id) p.id as "policyId", s.id, s.name
    from policy p join rollout s on s.policy_id = p.id
    where p.id = any(${[...policyIds]}::uuid[]) and ${rawSql(STOPPED_REPAIR)}
    order by p.id, s.created_at desc`);
  return new Map(rows.map(({ policyId, id, name }) => [policyId, { id, name }]));
}

/** Nothing that came before is held against the next repair. By the database's clock, which repairs are made by. */
export async function forgiveRepairs({ tx }: Call, id: string): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ from: Date }]>`
    update policy set repairs_from = clock_timestamp() where id = ${id}::uuid returning repairs_from as "from"`;
  return row.from;
}

/** Policies that somebody approved as they are now, and may still. */
export async function approvedNow({ tx }: Call, policyIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(sql`
    select p.id from policy p where p.id = any(${[...policyIds]}::uuid[]) and ${rawSql(POLICY_APPROVED)}`);
  return new Set(rows.map(({ id }) => id));
}

/** Whether a policy acts. */
export function policyState(
  { id, mode, retiredAt }: Pick<StoredPolicy, 'id' | 'mode' | 'retiredAt'>,
  known: { approved: ReadonlySet<string>; stopped: ReadonlyMap<string, unknown> },
): PolicyState {
  if (retiredAt !== null) return 'retired';
  if (mode === 'audit') return 'audit';
  if (!known.approved.has(id)) return 'awaiting-approval';
  return known.stopped.has(id) ? 'stopped' : 'enforced';
}
