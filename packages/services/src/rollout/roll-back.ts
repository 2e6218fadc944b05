import { endMembers, queryableOf, wakeRollouts } from '@teredo-fleet/db';
import { recordedNotice } from '../change/change-notice';
import { lockAuthor, rolloutIdOf } from '../change/earlier-start';
import { entry } from '../core/audit-entry';
import type { Changed } from '../core/channels';
import type { UserActor } from '../core/context';
import { type Call, type Change, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import type { ParsedInput } from '../inputs';
import { startUndo } from '../job/start-undo';
import { lockMachine } from '../machine/find-machine';
import { endRollout } from './end-rollout';
import { findRestores } from './find-restores';
import type { Restore } from './restorable';
import { startRollback } from './start-rollback';
import { lockForVerb, type SteeredRollout } from './steer-rollout';

type Input = ParsedInput<'rollout.rollBack'>;
type Made = Change<{ rolloutId: string }>;

/** A rollback that somebody may make: the rollout's row is held and its state allows it. */
interface Order {
  call: Call;
  input: Input;
  author: UserActor;
  rolloutId: string;
  rollout: SteeredRollout;
}

const NOTHING = 'There is nothing to give back';

/** Why nobody is given anything back: what stands in the way of most. */
function refuseNothing(restores: ReadonlyMap<string, Restore>): ConflictError {
  const counts = new Map<string, number>();
  for (const one of restores.values()) if ('why' in one) counts.set(one.why, (counts.get(one.why) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return new ConflictError(
    first === undefined
      ? `${NOTHING}: no machine was asked yet. Pause or abort the rollout instead.`
      : `${NOTHING}. Of ${first[1]} of ${restores.size} machines: ${first[0]}`,
  );
}

async function rollBackMachine(
  { call, input, author, rolloutId, rollout }: Order,
  machineId: string,
): Promise<Made> {
  const machine = await lockMachine(call, machineId);
  const restore = (await findRestores(call, rollout.id, [machineId])).get(machineId);
  if (restore === undefined) {
    throw new ConflictError(
      `${machine.hostname} was not asked by this rollout, so there is nothing to give back.`,
    );
  }
  if ('why' in restore) throw new ConflictError(restore.why);
  const job = await call.tx.job.findUniqueOrThrow({ where: { id: restore.savedByJob } });
  const undone = await startUndo(call, {
    rolloutId,
    author,
    machine,
    job: { id: job.id, state: job.state, rolloutId: rollout.id, rolloutName: rollout.name },
    reason: input.reason,
    notice: input.notice,
  });
  return { ...undone, result: { rolloutId } };
}

/** What rolling back a wave or the whole does to the rollout itself: nothing more of that part begins. */
async function stop(
  { call, input, author, rollout }: Order,
  members: readonly string[] | null,
): Promise<{ after: Record<string, unknown>; changed: Changed[] }> {
  const { tx, now } = call;
  const { id, state } = rollout;
  if (state !== 'running' && state !== 'paused') return { after: { state }, changed: [] };
  if (members === null) return endRollout(call, rollout, input.reason);
  await endMembers(queryableOf(tx), {
    rolloutId: id,
    machineIds: members,
    excludeAsked: true,
    excluded: { kind: 'rolled-back', reason: input.reason, by: author.name },
    detail: `Its wave was rolled back by ${author.name}: ${input.reason}`,
    at: now,
  });
  if (state === 'paused') return { after: { state }, changed: [] };
  const pauseReason = `A wave of it is rolled back: ${input.reason}`.slice(0, 500);
  await tx.rollout.update({ where: { id }, data: { state: 'paused', pauseReason }, select: { id: true } });
  return { after: { state: 'paused', pauseReason }, changed: [] };
}

async function membersOf({ call, rollout }: Order, wave: number): Promise<string[]> {
  const rows = await call.tx.rolloutMember.findMany({
    where: { rolloutId: rollout.id, wave },
    select: { machineId: true },
  });
  if (rows.length > 0) return rows.map(({ machineId }) => machineId);
  throw new ConflictError(`"${rollout.name}" has no machine in a wave ${wave + 1}. Choose another one.`);
}

const nameOf = ({ name }: SteeredRollout, wave: number | null): string =>
  `Roll back: ${name}${wave === null ? '' : `, wave ${wave + 1}`}`.slice(0, 200);

async function rollBackMany(order: Order, wave: number | null): Promise<Made> {
  const { call, input, author, rolloutId, rollout } = order;
  const among = wave === null ? null : await membersOf(order, wave);
  const stopped = await stop(order, among);
  const restores = await findRestores(call, rollout.id, among);
  const members = [...restores].flatMap(([machineId, one]) =>
    'savedByJob' in one ? [{ machineId, savedByJob: one.savedByJob }] : [],
  );
  if (members.length === 0) throw refuseNothing(restores);
  const name = nameOf(rollout, wave);
  const { hash, told } = await startRollback(call, {
    rolloutId,
    of: rollout,
    name,
    author,
    members,
    reason: input.reason,
    notice: input.notice,
  });
  await wakeRollouts(queryableOf(call.tx), rolloutId);
  await wakeRollouts(queryableOf(call.tx), rollout.id);
  const left = restores.size - members.length;
  return {
    result: { rolloutId },
    entries: [
      entry({ kind: 'rollout', id: rollout.id, name: rollout.name }, rollout.scopeId, {
        before: { state: rollout.state },
        after: {
          ...stopped.after,
          wave,
          rolledBackBy: rolloutId,
          machines: members.length,
          leftAsTheyAre: left,
        },
        reason: input.reason,
      }),
      entry({ kind: 'rollout', id: rolloutId, name }, rollout.scopeId, {
        after: {
          state: 'approved',
          planHash: hash,
          rollbackOfId: rollout.id,
          machines: members.length,
          ...recordedNotice(told),
        },
        reason: input.reason,
      }),
    ],
    wake: ['gateway'],
    changed: [`rollout:${rollout.id}`, `rollout:${rolloutId}`, ...stopped.changed],
  };
}

/** The one machine of a rollout without waves; null for one with waves. */
async function onlyMachine({ tx }: Call, { id }: SteeredRollout): Promise<string | null> {
  if ((await tx.rolloutWave.count({ where: { rolloutId: id } })) > 0) return null;
  const job = await tx.job.findFirst({ where: { rolloutId: id }, select: { machineId: true } });
  return job?.machineId ?? null;
}

/** What is rolled back: one machine, or a wave, or with neither all of it. */
interface Part {
  machineId: string | null;
  wave: number | null;
}

async function partOf({ call, input: { what }, rollout }: Order): Promise<Part> {
  switch (what.kind) {
    case 'machine':
      return { machineId: what.machineId, wave: null };
    case 'wave':
      return { machineId: null, wave: what.wave };
    case 'whole':
      return { machineId: await onlyMachine(call, rollout), wave: null };
  }
}

/** Whether the key already made a rollback of this part; one of anything else is refused. The author's lock is held. */
async function isMade({ call, rolloutId, rollout }: Order, { machineId, wave }: Part): Promise<boolean> {
  const earlier = await call.tx.rollout.findUnique({ where: { id: rolloutId } });
  if (earlier === null) return false;
  const { machines } = earlier.plan as { machines?: string[] };
  const isSame = machineId === null ? earlier.name === nameOf(rollout, wave) : machines?.[0] === machineId;
  if (earlier.rollbackOfId === rollout.id && isSame) return true;
  throw new ConflictError(
    'This idempotency key was used for another change already. Make a new key for a new rollback.',
  );
}

/** The machine's row is locked before the rollout's, as everybody does who locks both. */
async function lock(call: Call, { id, what }: Input): Promise<SteeredRollout> {
  if (what.kind === 'machine') await lockMachine(call, what.machineId);
  return lockForVerb(call, 'roll-back', id);
}

/**
 * Gives machines back what each of them had before this rollout changed it, as a rollout of its own: one machine on its
 * author's own authority, a wave or all of it on the approval that the rollout had. What is under way is waited for and
 * then given back. A rollout that is rolled back whole ends; one of which a wave is rolled back is paused.
 */
export const rollBack = defineChange('rollout.rollBack', async (call, input): Promise<Made> => {
  const author = requireUser(call.actor);
  const rolloutId = rolloutIdOf(author, input.idempotencyKey);
  await lockAuthor(call, author);
  const order: Order = { call, input, author, rolloutId, rollout: await lock(call, input) };
  const part = await partOf(order);
  if (await isMade(order, part)) return unchanged({ rolloutId });
  return part.machineId === null ? rollBackMany(order, part.wave) : rollBackMachine(order, part.machineId);
});
