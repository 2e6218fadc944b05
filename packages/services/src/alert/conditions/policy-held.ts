import {
  type HeldPolicy,
  heldPolicies,
  type Queryable,
  readJudgedPolicy,
  repairingPolicies,
  runningRepairs,
  unapprovedPolicies,
} from '@teredo-fleet/db';
import { countUntakenDrift } from '../../policy/untaken';
import { askedOverrideText, openAskedOverrides } from '../../rollout/asked-overrides';
import { personHolds, personHoldText, unapprovedHold } from '../../rollout/person-holds';
import { approvedContent } from '../../signer/approvals';
import { condition, type Judging, type ReadConditions } from '../condition-source';
import { dueBefore, isDue } from '../thresholds';

interface Waiting extends HeldPolicy {
  /** Machines that drifted and that none of its waves takes. */
  untaken: number;
  holds: readonly string[];
  /** That its plan has to be approved; null: it does not, or not for long. */
  approval: string | null;
  /** An override of its repair's notice that waits for a second person. */
  override: string | null;
}

const NOTHING = {
  undecided: 0,
  givenUp: 0,
  stopped: false,
  untaken: 0,
  holds: [],
  approval: null,
  override: null,
} as const;

/** Without numbers, which come and go: other words are news. */
function wordsOf({ undecided, givenUp, stopped, untaken, holds, approval, override }: Waiting): string {
  const why = [
    ...(approval === null ? [] : [approval]),
    ...(undecided > 0
      ? ['Another policy wants something else of the same machines, and nobody decided which is followed.']
      : []),
    ...(givenUp > 0
      ? ['On some machines three repairs within seven days did not last or came to nothing.']
      : []),
    ...(stopped ? ['Somebody stopped a repair, and the policy was not let go on.'] : []),
    ...(untaken > 0 ? ['None of its waves takes some machines that drifted, so nothing repairs them.'] : []),
    ...(holds.length > 0 ? [`Its repair is held: ${holds.join(' ')}`] : []),
    ...(override === null ? [] : [`Of its repair: ${override}`]),
  ];
  return why.join(' ');
}

/** What is to be said of a policy, by whoever found it. */
type Found = Pick<Waiting, 'id' | 'scopeId' | 'name'> & Partial<Waiting>;

/** Those whose repair is held until a person does something about it. */
async function heldByRepair(db: Queryable): Promise<Found[]> {
  const held: Found[] = [];
  for (const { repairId, ...policy } of await runningRepairs(db)) {
    const holds = (await personHolds(db, repairId)).map(({ text }) => text);
    if (holds.length > 0) held.push({ ...policy, holds });
  }
  return held;
}

const NOT_ANY_MORE =
  'Whoever approved its plan may do so no more, and nothing is repaired until somebody else approves it.';

/** Those whose plan nobody has approved for longer than usual, or whose approval is void. */
async function heldByApproval({ db, now, settings }: Judging): Promise<Found[]> {
  const before = dueBefore(now, settings.alerts.waitHours);
  return (await unapprovedPolicies(db)).flatMap(({ since, wasApproved, ...policy }) => {
    const hold = wasApproved ? { text: NOT_ANY_MORE, dueSince: null } : unapprovedHold(since);
    return isDue(hold, before) ? [{ ...policy, approval: personHoldText(hold) }] : [];
  });
}

async function heldByOverride({ db, now }: Judging): Promise<Found[]> {
  return (await openAskedOverrides(db, now)).flatMap(({ policy, ...override }) =>
    policy === null ? [] : [{ ...policy, override: askedOverrideText(override) }],
  );
}

/**
 * Those from which machines drifted that they never repair. What no wave takes is not also given up, however often it was
 * repaired before: who reads it as both would count it twice.
 */
async function heldByWaves({ db, now, settings }: Judging, others: readonly HeldPolicy[]): Promise<Found[]> {
  const held: Found[] = [];
  const by = { now, observeSeconds: settings.intervals.observeSeconds };
  for (const policy of await repairingPolicies(db)) {
    const content = approvedContent(await readJudgedPolicy(db, policy.id));
    if (content === null) continue;
    const placed = { id: policy.id, content };
    const untaken = await countUntakenDrift(db, placed, by);
    if (untaken === 0) continue;
    const all = others.find(({ id }) => id === policy.id)?.givenUp ?? 0;
    const both = all === 0 ? 0 : await countUntakenDrift(db, placed, by, 'given-up');
    held.push({ ...policy, untaken, givenUp: Math.max(all - both, 0) });
  }
  return held;
}

async function waitingPolicies(judging: Judging): Promise<Waiting[]> {
  const { db } = judging;
  const held = await heldPolicies(db);
  const found: Found[] = [
    ...held,
    ...(await heldByWaves(judging, held)),
    ...(await heldByRepair(db)),
    ...(await heldByApproval(judging)),
    ...(await heldByOverride(judging)),
  ];
  const waiting = new Map<string, Waiting>();
  for (const one of found) waiting.set(one.id, { ...NOTHING, ...waiting.get(one.id), ...one });
  return [...waiting.values()];
}

/** Policies that do nothing where they should, until a person decides. */
export const readHeldPolicies: ReadConditions = async (judging) =>
  (await waitingPolicies(judging)).map((policy) => {
    const { id, scopeId, name, undecided, givenUp, untaken } = policy;
    const machines = undecided + givenUp + untaken;
    return condition('policy-held', { subject: id, scopeId, name }, { machines, text: wordsOf(policy) });
  });
