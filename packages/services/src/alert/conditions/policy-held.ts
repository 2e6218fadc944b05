import { type HeldPolicy, heldPolicies, type Queryable, runningRepairs } from '@teredo-fleet/db';
import { personHolds } from '../../rollout/person-holds';
import { condition, type ReadConditions } from '../condition-source';

type Waiting = HeldPolicy & { holds: readonly string[] };

/** Without numbers, which come and go: other words are news. */
function wordsOf({ undecided, givenUp, stopped, holds }: Waiting): string {
  const why = [
    ...(undecided > 0
      ? ['Another policy wants something else of the same machines, and nobody decided which is followed.']
      : []),
    ...(givenUp > 0
      ? ['On some machines three repairs within seven days did not last or came to nothing.']
      : []),
    ...(stopped ? ['Somebody stopped a repair, and the policy was not let go on.'] : []),
    ...(holds.length > 0 ? [`Its repair is held: ${holds.join(' ')}`] : []),
  ];
  return why.join(' ');
}

/** Those whose repair is held until a person does something about it. */
async function heldByRepair(db: Queryable): Promise<Waiting[]> {
  const held: Waiting[] = [];
  for (const { repairId, ...policy } of await runningRepairs(db)) {
    const holds = (await personHolds(db, repairId)).map(({ text }) => text);
    if (holds.length > 0) held.push({ ...policy, undecided: 0, givenUp: 0, stopped: false, holds });
  }
  return held;
}

async function waitingPolicies(db: Queryable): Promise<Waiting[]> {
  const waiting = new Map<string, Waiting>();
  for (const policy of await heldPolicies(db)) waiting.set(policy.id, { ...policy, holds: [] });
  for (const policy of await heldByRepair(db)) {
    waiting.set(policy.id, { ...policy, ...waiting.get(policy.id), holds: policy.holds });
  }
  return [...waiting.values()];
}

/** Policies that do nothing where they should, until a person decides. */
export const readHeldPolicies: ReadConditions = async ({ db }) =>
  (await waitingPolicies(db)).map((policy) => {
    const { id, scopeId, name, undecided, givenUp } = policy;
    const text = wordsOf(policy);
    return condition('policy-held', { subject: id, scopeId, name }, { machines: undecided + givenUp, text });
  });
