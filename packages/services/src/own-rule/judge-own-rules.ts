import {
  type AskedRule,
  advanceOwnRules,
  askedOwnRules,
  claimOwnRuleDue,
  inPoolTransaction,
  lockOwnJudging,
  machinesAfter,
  notify,
  type OpenRule,
  type OwnVerdict,
  openOwnRules,
  type Queryable,
  type RuledMachine,
  readRuledMachines,
  reopenVolatileRules,
  storeOwnVerdicts,
} from '@teredo-fleet/db';
import type { Observation, RuleSubject } from '@teredo-fleet/teredo';
import type { MachineContext } from '../core/context';
import { judgeOf } from './rule-logic';

const EVERYTHING = { scopes: '*', userId: null } as const;
/** Machines judged in one transaction. */
const AT_ONCE = 500;
/** How old a verdict may become that rests on counts, times and ages. */
const VOLATILE_SECONDS = 1800;

/** A machine as rules look at it. */
export function subjectOf(
  { observation, hostname, labels, observedAt }: Omit<RuledMachine, 'id' | 'scopeId'>,
  now: Date,
): RuleSubject {
  return {
    observation: observation as Observation,
    hostname,
    labels,
    observedAt: observedAt.getTime(),
    now: now.getTime(),
  };
}

/** What every rule that is asked of a machine says of it. */
export function ownVerdictsOf(
  machines: readonly RuledMachine[],
  rules: readonly AskedRule[],
  now: Date,
): OwnVerdict[] {
  const judges = rules.map((rule) => ({ ...rule, judge: judgeOf(rule) }));
  return machines.flatMap((machine) => {
    const subject = subjectOf(machine, now);
    return judges.flatMap(({ id, scopeId, version, judge }) =>
      scopeId === null || scopeId === machine.scopeId
        ? [{ machineId: machine.id, ruleId: id, version, verdict: judge(subject) }]
        : [],
    );
  });
}

async function judge(db: Queryable, ids: readonly string[]): Promise<boolean> {
  const rules = await askedOwnRules(db);
  const machines = await readRuledMachines(db, ids);
  const judged = machines.map(({ id }) => id);
  return storeOwnVerdicts(db, judged, ownVerdictsOf(machines, rules, new Date()));
}

/** Rules all come as far as the next portion of machines; those that came further already stay where they are. */
function cameTo(rules: readonly OpenRule[], ids: readonly string[]) {
  const done = ids.length < AT_ONCE;
  const last = ids.at(-1) ?? null;
  return rules.map((rule) => {
    const { judgedTo } = rule;
    const before = judgedTo === null ? 0 : ids.filter((id) => id <= judgedTo).length;
    const isFurther = judgedTo !== null && (last === null || last <= judgedTo);
    return {
      ...rule,
      judgedTo: isFurther ? judgedTo : last,
      judged: rule.judged + ids.length - before,
      done,
    };
  });
}

/** Judges a portion of machines by the rules by which not all were judged yet. Whether there was anything to do. */
async function judgeNext(db: Queryable): Promise<boolean> {
  const open = await openOwnRules(db);
  if (open.length === 0) return false;
  const ids = await machinesAfter(db, open[0]?.judgedTo ?? null, AT_ONCE);
  await judge(db, ids);
  await advanceOwnRules(db, cameTo(open, ids));
  await notify(db, 'teredo_changed', ['finding']);
  return true;
}

async function judgeDue(db: Queryable): Promise<boolean> {
  const ids = await claimOwnRuleDue(db, AT_ONCE);
  if (ids.length === 0) return false;
  if (await judge(db, ids)) await notify(db, 'teredo_changed', ['finding']);
  return true;
}

/** Judges a portion by own rules: machines that are due, then by rules that are new. False: nothing is left, or another server judges. */
export async function judgeByOwnRules(db: Queryable): Promise<boolean> {
  if (!(await lockOwnJudging(db))) return false;
  await reopenVolatileRules(db, VOLATILE_SECONDS);
  const due = await judgeDue(db);
  const next = await judgeNext(db);
  return due || next;
}

/** Judges whatever is to be judged, a portion a transaction: one that is cut off is taken up where it was. */
export function ownRuleRound(pool: MachineContext['pool']): () => Promise<void> {
  return async () => {
    while (await inPoolTransaction(pool, EVERYTHING, judgeByOwnRules));
  };
}
