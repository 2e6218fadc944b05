import { queryableOf, type StoredWave, wakeRollouts } from '@teredo-fleet/db';
import { judgeVerb, type RolloutState, type RolloutVerb } from '@teredo-fleet/rollout';
import { type AuditDraft, entry } from '../core/audit-entry';
import type { Changed, Wake } from '../core/channels';
import type { Call, Change } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { utcText } from '../core/utc-text';
import { ConflictError, NotFoundError } from '../errors';

const COLUMNS = {
  id: true,
  name: true,
  scopeId: true,
  kind: true,
  state: true,
  startedAt: true,
} as const;

/** A rollout whose row the transaction holds: no tick and no grant of a start comes between. */
export interface SteeredRollout {
  id: string;
  name: string;
  scopeId: string;
  kind: string;
  state: RolloutState;
  startedAt: Date | null;
  /** From when on nothing of its plan begins, milliseconds since 1970; null: of one machine, or not to be read. */
  endAt: number | null;
}

/** The same not-found for foreign and absent ones. */
export async function lockRollout({ tx, scopes }: Call, id: string): Promise<SteeredRollout> {
  const [plan] = await tx.$queryRaw<{ endAt: number | null }[]>`
    select case jsonb_typeof(plan -> 'endAt') when 'number' then (plan ->> 'endAt')::float8 end as "endAt"
    from rollout where id = ${id}::uuid for update`;
  const rollout = await tx.rollout.findFirst({ where: { id, ...inScopes(scopes) }, select: COLUMNS });
  if (rollout === null) throw new NotFoundError('rollout');
  return { ...rollout, endAt: plan?.endAt ?? null } as SteeredRollout;
}

/** The same, refused with a sentence where the verb makes no sense in the rollout's state. */
export async function lockForVerb(call: Call, verb: RolloutVerb, id: string): Promise<SteeredRollout> {
  const rollout = await lockRollout(call, id);
  const verdict = judgeVerb(verb, rollout.state);
  if (!verdict.ok) throw new ConflictError(verdict.text);
  return rollout;
}

/** The same of a verb that lets machines begin: at its plan's end the engine would take it back. */
export async function lockBeforeEnd(call: Call, verb: RolloutVerb, id: string): Promise<SteeredRollout> {
  const rollout = await lockForVerb(call, verb, id);
  const { name, endAt } = rollout;
  if (endAt === null || endAt > call.now.getTime()) return rollout;
  throw new ConflictError(
    `The plan of "${name}" came to its end at ${utcText(endAt)}, so nothing of it begins any more. Clone it to go on.`,
  );
}

/** A wave of it that is open; anything else is refused. `number` counts from 0. */
export async function findOpenWave(
  { tx }: Call,
  rollout: SteeredRollout,
  number: number,
): Promise<Pick<StoredWave, 'name' | 'gate' | 'promotedAt' | 'overriddenAt' | 'overrideAskedById'>> {
  const wave = await tx.rolloutWave.findUnique({
    where: { rolloutId_number: { rolloutId: rollout.id, number } },
  });
  if (wave === null) {
    throw new ConflictError(
      `"${rollout.name}" has no wave ${number + 1}. Look at its waves and choose another one.`,
    );
  }
  if (wave.openedAt === null) {
    throw new ConflictError(
      `The wave "${wave.name}" is not open yet, so its gate judges nobody. Wait until it opens.`,
    );
  }
  return wave;
}

/** What a verb that steers a rollout did: the entry, who has to look again, and a wake of the engine. */
export async function steered<T>(
  { tx }: Call,
  { id, name, scopeId }: SteeredRollout,
  change: {
    result: T;
    entry: Partial<Pick<AuditDraft, 'before' | 'after' | 'reason'>>;
    wake?: readonly Wake[];
    changed?: readonly Changed[];
  },
): Promise<Change<T>> {
  await wakeRollouts(queryableOf(tx), id);
  return {
    result: change.result,
    entries: [entry({ kind: 'rollout', id, name }, scopeId, change.entry)],
    wake: change.wake ?? ['gateway'],
    changed: [`rollout:${id}`, ...(change.changed ?? [])],
  };
}
