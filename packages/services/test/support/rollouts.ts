import { inPoolTransaction } from '@teredo-fleet/db';
import { type DraftPlan, type Role, type UserActor, verbs } from '../../src';
import { tickRollout } from '../../src/rollout/tick-rollout';
import { ON, POLICY, toggle } from './changes';
import type { TestFleet } from './fleet';
import { GATE } from './plans';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** A draft without a fault, from the fleet's now on for a day, of the machines with a label. */
export function draftOf(fleet: TestFleet, label: string, changes: DraftPlan = {}): DraftPlan {
  return {
    target: { filter: { label: [label] }, mode: 'frozen' },
    work: { kind: 'apply', desired: ON },
    waves: [
      { name: 'Canary', selection: { kind: 'count', count: 1 }, gate: GATE, patienceSeconds: 3600 },
      { name: 'Everybody', selection: { kind: 'rest' }, gate: GATE, patienceSeconds: 3600 },
    ],
    notice: { policy: { ...POLICY, kind: 'none' } },
    endAt: fleet.now + 86_400_000,
    ...changes,
  };
}

export interface Saved {
  id: string;
  planHash: string;
}

export function saveDraft(
  fleet: TestFleet,
  draft: DraftPlan,
  by: UserActor | Role = 'operator',
): Promise<Saved> {
  return verbs['rollout.saveDraft'](fleet.as(by), {
    scopeId: fleet.scopeId,
    name: 'Teredo on everywhere',
    draft,
  });
}

/** Submits it and gives the hash that awaits approval. */
export async function submit(
  fleet: TestFleet,
  { id, planHash }: Saved,
  by: UserActor | Role = 'operator',
): Promise<Saved> {
  await verbs['rollout.submit'](fleet.as(by), { id, planHash, reason: 'as agreed' });
  return { id, planHash: (await verbs['rollout.draft'](fleet.as(by), { id })).planHash };
}

export async function submitted(fleet: TestFleet, draft: DraftPlan): Promise<Saved> {
  return submit(fleet, await saveDraft(fleet, draft));
}

export async function approved(fleet: TestFleet, draft: DraftPlan): Promise<Saved> {
  const saved = await submitted(fleet, draft);
  await verbs['rollout.approve'](fleet.as('approver'), saved);
  return saved;
}

/** Ticks as the engine does until nothing is due. */
export async function settle(fleet: TestFleet, { id }: { id: string }): Promise<void> {
  await fleet.admin.query(`update rollout set wake_at = now() - interval '1 s' where id = $1`, [id]);
  for (let n = 0; n < 20; n += 1) {
    const moved = await inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, (db) => tickRollout(db));
    if (moved === null) return;
  }
  throw new Error('the rollout never settles');
}

/** A finished evidence bundle of a new rollout, as the reporter leaves it. */
export async function readyBundle(fleet: TestFleet): Promise<string> {
  const { rolloutId } = await toggle(fleet, await fleet.machine());
  const { id } = await verbs['evidence.request'](fleet.as('admin'), { rolloutId });
  await fleet.admin.query(
    `update evidence_bundle set state = 'ready', manifest = '{}', key_id = repeat('0', 64), signature = decode(repeat('00', 64), 'hex'),
       interim = true, host = 'here', bytes = 3, sha256 = decode(repeat('00', 32), 'hex'), finished_at = now(),
       expires_at = now() + interval '7 days' where id = $1`,
    [id],
  );
  return id;
}
