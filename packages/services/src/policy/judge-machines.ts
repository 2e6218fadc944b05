import {
  claimPolicyDue,
  type DueMachine,
  inPoolTransaction,
  type LivePolicy,
  lockJudging,
  notify,
  type PolicyFound,
  type Queryable,
  readDueMachines,
  readLivePolicies,
  readPrecedences,
  type StoredPrecedence,
  storePolicyFindings,
} from '@teredo-fleet/db';
import {
  type DesiredState,
  judgePolicy,
  type Observation,
  policyStandings,
  type Step,
} from '@teredo-fleet/teredo';
import type { MachineContext } from '../core/context';

const EVERYTHING = { scopes: '*', userId: null } as const;
/** Machines judged in one transaction. */
const AT_ONCE = 500;
/** More than so many changed: pages look at all of theirs. */
const MOST_TOLD = 50;

/** Policies that are for a machine. */
export function policiesFor(
  { scopeId, active, labels }: Pick<DueMachine, 'scopeId' | 'active' | 'labels'>,
  policies: readonly LivePolicy[],
): LivePolicy[] {
  if (!active) return [];
  return policies.filter((policy) => policy.scopeId === scopeId && labels.includes(policy.label));
}

/** Decisions about who wins that were taken of the desired states as they are now. */
export function standingDecisions(
  decisions: readonly StoredPrecedence[],
  policies: readonly Pick<LivePolicy, 'id' | 'desiredHash'>[],
): StoredPrecedence[] {
  const hashes = new Map(policies.map(({ id, desiredHash }) => [id, desiredHash]));
  return decisions.filter(
    ({ winnerId, loserId, winnerDesiredHash, loserDesiredHash }) =>
      hashes.get(winnerId) === winnerDesiredHash && hashes.get(loserId) === loserDesiredHash,
  );
}

/** What is kept of a judgement besides its verdict, for whoever asks why. */
export interface PolicyDetail {
  steps: Step[];
  blockers: { code: string; text: string }[];
  unmet: string[];
}

/** What every policy that is for a machine finds there, and which of them is followed. */
export function judgeMachine(
  machine: DueMachine,
  policies: readonly LivePolicy[],
  decisions: readonly StoredPrecedence[],
): PolicyFound[] {
  const own = policiesFor(machine, policies);
  const standings = policyStandings(
    own.map(({ id, acts, desired }) => ({
      id,
      mode: acts ? 'enforce' : 'audit',
      desired: desired as DesiredState,
    })),
    standingDecisions(decisions, own),
  );
  return own.map(({ id, version, desired }, index) => {
    const judged = judgePolicy(machine.observation as Observation | null, desired as DesiredState);
    const { kind, rivals } = standings[index]!;
    const detail: PolicyDetail = {
      steps: judged.steps,
      blockers: judged.blockers,
      unmet: judged.unmet.map(({ text }) => text),
    };
    return {
      machineId: machine.id,
      policyId: id,
      scopeId: machine.scopeId,
      version,
      verdict: judged.verdict,
      standing: kind,
      rivalIds: [...rivals].sort(),
      detail,
      observedAt: machine.observedAt,
    };
  });
}

async function tell(db: Queryable, machineIds: readonly string[]): Promise<void> {
  if (machineIds.length === 0) return;
  const machines = machineIds.length > MOST_TOLD ? ['machine'] : machineIds.map((id) => `machine:${id}`);
  await notify(db, 'teredo_changed', [...machines, 'policy']);
}

/** Judges machines that are due, at most a portion. Gives how many; 0: none is due, or another server judges. */
export async function judgeDueMachines(db: Queryable): Promise<number> {
  if (!(await lockJudging(db))) return 0;
  const ids = await claimPolicyDue(db, AT_ONCE);
  if (ids.length === 0) return 0;
  const machines = await readDueMachines(db, ids);
  const scopeIds = [...new Set(machines.map(({ scopeId }) => scopeId))];
  const policies = await readLivePolicies(db, scopeIds);
  const decisions = await readPrecedences(db, scopeIds);
  const found = machines.flatMap((machine) => judgeMachine(machine, policies, decisions));
  await tell(db, await storePolicyFindings(db, ids, found));
  return ids.length;
}

/** Judges whatever is due, a portion a transaction. Rejects when the database is away. */
export function policyRound(pool: MachineContext['pool']): () => Promise<void> {
  return async () => {
    while ((await inPoolTransaction(pool, EVERYTHING, judgeDueMachines)) > 0);
  };
}
