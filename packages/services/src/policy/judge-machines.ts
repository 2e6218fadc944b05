import {
  type DueMachine,
  inPoolTransaction,
  type LivePolicy,
  lockJudging,
  notify,
  type PolicyFound,
  type Queryable,
  readDueMachines,
  readLivePolicies,
  readPolicyDue,
  readPrecedences,
  type StoredPrecedence,
  storePolicyFindings,
  takePolicyDue,
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
/** Where machines by the thousand are judged pages look again no more often: each look counts them all. */
const TELL_EVERY_MS = 2_000;
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
  const machines = machineIds.length > MOST_TOLD ? ['machine'] : machineIds.map((id) => `machine:${id}`);
  await notify(db, 'teredo_changed', [...machines, 'policy']);
}

/** What a portion came to. */
export interface JudgedPortion {
  /** None is due any more, or another server judges. */
  isOver: boolean;
  /** Machines of which something else is said now. */
  changed: string[];
}

/** Judges machines that are due, at most a portion. */
export async function judgeDueMachines(db: Queryable): Promise<JudgedPortion> {
  if (!(await lockJudging(db))) return { isOver: true, changed: [] };
  const due = await readPolicyDue(db, AT_ONCE);
  if (due.length === 0) return { isOver: true, changed: [] };
  const ids = [...new Set(due.map(({ machineId }) => machineId))];
  const machines = await readDueMachines(db, ids);
  await takePolicyDue(db, due);
  const scopeIds = [...new Set(machines.map(({ scopeId }) => scopeId))];
  const policies = await readLivePolicies(db, scopeIds);
  const decisions = await readPrecedences(db, scopeIds);
  const found = machines.flatMap((machine) => judgeMachine(machine, policies, decisions));
  return { isOver: due.length < AT_ONCE, changed: await storePolicyFindings(db, ids, found) };
}

/** Judges whatever is due, a portion a transaction, and tells pages now and then and at last. Rejects when the database is away. */
export function policyRound(pool: MachineContext['pool'], tellEveryMs = TELL_EVERY_MS): () => Promise<void> {
  let untold: string[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  const portion = async (db: Queryable) => {
    const { isOver, changed } = await judgeDueMachines(db);
    const machineIds = [...untold, ...changed];
    const isTold = machineIds.length > 0 && (isOver || performance.now() - toldAt >= tellEveryMs);
    if (isTold) await tell(db, machineIds);
    return { isOver, isTold, machineIds };
  };
  return async () => {
    for (let isOver = false; !isOver; ) {
      const done = await inPoolTransaction(pool, EVERYTHING, portion);
      untold = done.isTold ? [] : done.machineIds;
      if (done.isTold) toldAt = performance.now();
      isOver = done.isOver;
    }
  };
}
